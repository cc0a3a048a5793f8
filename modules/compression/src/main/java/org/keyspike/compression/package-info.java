/**
 * From a trained float network to one on the integer grid, checkpoint by checkpoint.
 *
 * <p>Data flow: trained checkpoint → {@link org.keyspike.compression.MagnitudePruning} (then
 * fine-tuning with the zeros held) → {@link org.keyspike.compression.BatchNormFolding} → {@link
 * org.keyspike.compression.GridPreparation}, which chooses the number format from training data →
 * fine-tuning on the grid. Fine-tuning is the {@link org.keyspike.training.Trainer}'s: a spec with
 * a number format is trained as the integer network computes, and zero weights are the masks.
 */
package org.keyspike.compression;
