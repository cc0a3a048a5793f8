/**
 * From a trained float network to one on the integer grid, checkpoint by checkpoint.
 *
 * <p>Data flow: trained checkpoint → each {@link org.keyspike.compression.PruningSettings} of the
 * recipe in turn, by {@link org.keyspike.compression.Pruning} → {@link
 * org.keyspike.compression.BatchNormFolding} → {@link org.keyspike.compression.GridPreparation},
 * which chooses the number format from training data, and scales of neurons where they are wanted →
 * fine-tuning on the grid.
 *
 * <p>Neurons, bands and streams that go make the network smaller ({@code StructuredPruning});
 * {@link org.keyspike.network.KeptIndices} remembers which are left. Weights that go become zeros
 * ({@code WeightPruning}). Fine-tuning is the {@link org.keyspike.training.Trainer}'s: zero weights
 * are the masks, a spec with a number format is trained as the integer network computes, and {@link
 * org.keyspike.compression.RecoverySettings} may make the float network the teacher.
 *
 * <h2>Saliencies</h2>
 *
 * <p>What has the smallest {@link org.keyspike.compression.Saliency} goes; of equals the last
 * neurons or bands and the first weights. Let w be a weight of a matrix, and g the gradient of a
 * loss by it.
 *
 * <p><b>Second order</b>: ½·w²·F(w), what the loss rises by when w becomes 0, where its gradient is
 * 0 and its Hessian diagonal. The Hessian's diagonal is that of the empirical Fisher information,
 *
 * <pre>
 * F(w) = (1/n) Σ_i g_i(w)²
 * </pre>
 *
 * over n clips, those of the first 16 batches of the first epoch. g_i is the gradient of the
 * cross-entropy of clip i alone against its label, without penalties, label smoothing or dropout;
 * where every frame has a label, of the clip's mean over its frames. Batch norm is folded first, so
 * that clips do not depend on one another; w and g_i are those of the folded network.
 *
 * <p><b>Movement</b>: −Σ_t w_t·g_t, over the updates t of a ramp (below) so far. w_t is the weight
 * before the update and g_t the gradient that the update uses: of the whole objective over a batch,
 * clipped. It is large where learning drives a weight away from 0, and below 0 where learning
 * drives it towards 0, however large it is.
 *
 * <p>Of a neuron, or of a band, both are the sum over the weights that its outputs meet: its column
 * of U and of the next map, or the columns of the first W that its channels have. Setting these to
 * 0 is what taking it away does. Taken together instead of one by one they are first-order Taylor's
 * (Σ g·w)², which of a single weight is w²F(w) with batches in place of clips: it is no saliency of
 * weights. Neither is activity.
 *
 * <p>Sources: LeCun, Denker and Solla, "Optimal Brain Damage", 1990, equation 5; Singh and
 * Alistarh, "WoodFisher", 2020, section 3 (the diagonal); Sanh, Wolf and Rush, "Movement Pruning",
 * 2020, section 4; Lagunas et al., "Block Pruning For Faster Transformers", 2021, section 3
 * (structures).
 *
 * <h2>Schedules</h2>
 *
 * <p>After the k-th of K prunings the part
 *
 * <pre>
 * p(k) = 1 − (1 − k/K)³
 * </pre>
 *
 * of what is to go has gone, rounded down. Without a ramp every pruning is followed by a
 * fine-tuning of its own, whose best epoch by validation the next one starts from.
 *
 * <p>With a ramp ρ of E epochs of B batches, the prunings happen while a single training runs, and
 * a calm phase follows:
 *
 * <pre>
 * R = min(E − 1, max(1, ⌊ρE + ½⌋))     epochs of the ramp
 * t(k) = ⌊k·R·B / K⌋                   updates before the k-th pruning; t(K) is the ramp's end,
 * and those that would come at once are the last of them
 * E − R                                epochs of the calm phase
 * </pre>
 *
 * <p>In the ramp the learning rate rises to its peak and stays there ({@link
 * org.keyspike.training.Schedule#CONSTANT}); the network of its last update goes on, whatever
 * earlier ones scored, as they were not as small. In the calm phase nothing goes any more, the
 * zeros are held, the rate falls from the peak to 0 ({@link
 * org.keyspike.training.Schedule#COSINE}), and the best epoch by validation is the result. A weight
 * that went does not come back. Neurons and bands are silenced in the ramp (the weights that their
 * outputs meet are 0) and cut out at its end, which changes no spike of those left. The saliencies
 * of a ramp's k-th pruning are those of the network as it is then; movement is part of the
 * training's state, so that an interrupted ramp ends with the same bytes.
 */
package org.keyspike.compression;
