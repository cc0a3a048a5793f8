/**
 * What predictions are worth.
 *
 * <p>Data flow: logits of a clip (K), or of every frame of a clip (T, K), → {@link
 * org.keyspike.evaluation.Decision} → the class heard, or one a frame → {@link
 * org.keyspike.evaluation.Confusion} counts them against the labels → {@link
 * org.keyspike.evaluation.Accuracy} with its confidence interval, and scores per class. Frame
 * accuracy is the same with frames for clips: padded frames are never handed in.
 *
 * <p>Everything here is pure: integers are counted, numbers are derived from the counts.
 */
package org.keyspike.evaluation;
