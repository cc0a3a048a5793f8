/**
 * The detector of a network in streams, and the choice of its thresholds.
 *
 * <p>Data flow: keyword clips laid into sound without keywords ({@link
 * org.keyspike.synthesis.KeywordStreams}) → {@link org.keyspike.pipeline.detection.StreamRunner},
 * all streams side by side → {@link org.keyspike.pipeline.detection.HeardStream}, candidates with
 * the integer detector's scores → {@link org.keyspike.pipeline.detection.ThresholdChoice} → {@link
 * org.keyspike.pipeline.detection.DetectorChoice}, which a run keeps as {@code detector.json} and
 * writes into its image.
 *
 * <p>Thresholds are integers in Q15 from the start: a candidate's score is θ′ / 32768 with the θ′ =
 * ⌊P / m⌋ of the definition, so that a threshold among them is one of the image, and P ≥ θ·m is θ′
 * ≥ θ.
 */
package org.keyspike.pipeline.detection;
