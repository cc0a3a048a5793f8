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
 */
package org.keyspike.compression;
