/**
 * What predictions are worth.
 *
 * <p>Data flow: logits of a clip (K), or of every frame of a clip (T, K), → {@link
 * org.keyspike.evaluation.Decision} → the predicted class, or one a frame → {@link
 * org.keyspike.evaluation.Confusion} counts them against the labels → {@link
 * org.keyspike.evaluation.Accuracy}, and scores per class. Frame accuracy is the same with frames
 * for clips: padded frames are never handed in.
 *
 * <h2>Speakers</h2>
 *
 * <p>Clips of one speaker are not independent: a voice that a network does not get along with is
 * wrong again and again. So a {@link org.keyspike.evaluation.ClipScore} carries its speaker, and
 * with at least two of them everything is by speaker. With correct_g and count_g the answers of
 * speaker g of G,
 *
 * <pre>
 *   accuracy        = Σ correct_g / Σ count_g
 *   its interval    : G speakers drawn with replacement, 9999 times; the quantiles q and 1 − q of
 *                     the accuracies drawn, q = Φ(−√(G/(G−1))·t(0.975; G−1))   (Bootstrap)
 *   what chooses    = 1/G · Σ (correct_g / count_g)                            (SpeakerMean)
 *   effect of two   = Σ d_g / Σ count_g, d_g = second's correct_g − first's
 *   its p           = P(|Σ ±d_g| ≥ |Σ d_g|), all signs equally likely, exact   (SpeakerPermutation)
 *   its interval    : as above, of Σ d_g / Σ count_g of the speakers drawn
 * </pre>
 *
 * <p>Sums over g run over the G speakers in the order of their names, or over the speakers of a
 * draw, with numerator and denominator both of that draw. Intervals are of 95 %: t(0.975; G−1) is
 * Student's quantile with G−1 degrees of freedom and Φ the normal distribution function, and of the
 * 9999 values in ascending order the ends are number ⌊10000·q⌋ (the first at least) from either
 * end. A draw takes G numbers below G from {@link java.util.SplittableRandom}, seeded once with 1.
 * Both systems of a comparison have answered the same clips; p is found by convolution of the
 * speakers' signs, for any G.
 *
 * <p>Clips that name no speaker among others that do count as a speaker each. Where there are not
 * two speakers, clips are taken as independent and the {@link org.keyspike.evaluation.Interval}
 * says so: Wilson's interval and McNemar's test where a clip has one answer, the bootstrap over
 * clips where it has one a frame. {@link org.keyspike.evaluation.AccuracyInterval} and {@link
 * org.keyspike.evaluation.ClipComparison} choose.
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
 * org.keyspike.evaluation.ClipComparison} what each clip scored: (1 of 1), or (0 of 1), or of an
 * utterance's frames so many. The effect is always the second's score minus the first's.
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
 * org.keyspike.evaluation.FalseAlarms} an hour with their Poisson interval), {@link
 * org.keyspike.evaluation.ClassDetections} the same by class, where {@link
 * org.keyspike.evaluation.ClassThresholds} may differ, and {@link org.keyspike.evaluation.DetCurve}
 * what all thresholds do. Times are whole milliseconds, so that they can be compared.
 *
 * <p>Everything here is pure: integers are counted, numbers are derived from the counts.
 */
package org.keyspike.evaluation;
