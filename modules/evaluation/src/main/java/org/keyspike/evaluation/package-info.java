/**
 * What predictions are worth.
 *
 * <p>Data flow: logits of a clip (K), or of every frame of a clip (T, K), → {@link
 * org.keyspike.evaluation.Decision} → the predicted class, or one a frame → {@link
 * org.keyspike.evaluation.Confusion} counts them against the labels → {@link
 * org.keyspike.evaluation.Accuracy} with its confidence interval, and scores per class. Frame
 * accuracy is the same with frames for clips: padded frames are never handed in.
 *
 * <p>Of phones: {@link org.keyspike.evaluation.PhoneModel} is what the training part says of them,
 * {@link org.keyspike.evaluation.PhoneGraph} which class stands for which part of which phone;
 * logits (T, K) → {@link org.keyspike.evaluation.PhoneDecoder} → a sequence of phones → {@link
 * org.keyspike.evaluation.PhoneErrors} against the true ones.
 *
 * <p>Of runs that differ in their seed, {@link org.keyspike.evaluation.Spread} is the mean and
 * standard deviation. Of two systems, a {@link org.keyspike.evaluation.Comparison} is the effect
 * with its interval and p, or the reason why there is none: {@link org.keyspike.evaluation.PairedT}
 * and {@link org.keyspike.evaluation.Wilcoxon} take one score a seed, {@link
 * org.keyspike.evaluation.McNemar} and {@link org.keyspike.evaluation.Bootstrap} what each clip
 * scored: (1 of 1), or (0 of 1), or of an utterance's frames so many. The effect is always the
 * second's score minus the first's.
 *
 * <p>Of what goes on inside a network: {@link org.keyspike.evaluation.ActivityTally} counts spikes
 * by neuron and class and the synaptic operations of each {@link
 * org.keyspike.evaluation.Connection}; {@link org.keyspike.evaluation.EncoderTally} what a frozen
 * encoder ({@link org.keyspike.evaluation.BandSteps}) does with every band; {@link
 * org.keyspike.evaluation.Correlation} how two such figures go together; {@link
 * org.keyspike.evaluation.LinearProbe} how much of the class a linear map reads from spike counts.
 *
 * <p>Of streams: posteriors → {@link org.keyspike.evaluation.Detector} → detections, as they
 * happen. To judge them, {@link org.keyspike.evaluation.PosteriorSmoothing} leaves one {@link
 * org.keyspike.evaluation.ScoredDecision} an answer; a {@link org.keyspike.evaluation.StreamScore}
 * holds those of a stream with what was said, {@link org.keyspike.evaluation.DetectionCounts} says
 * what a threshold makes of it (hits with their latency, confusions, {@link
 * org.keyspike.evaluation.FalseAlarms} an hour with their Poisson interval), and {@link
 * org.keyspike.evaluation.DetCurve} what all thresholds do. Times are whole milliseconds, so that
 * they can be compared.
 *
 * <p>Everything here is pure: integers are counted, numbers are derived from the counts.
 */
package org.keyspike.evaluation;
