/**
 * Hard negatives: what a trained network takes for a word in talk that has none, to learn from.
 *
 * <p>Data flow: {@link org.keyspike.synthesis.Talk} → a network that listens ({@link
 * org.keyspike.pipeline.mining.TalkListener}) → stretches that it takes for a word ({@link
 * org.keyspike.pipeline.mining.AlarmSearch}) → the hardest of them ({@link
 * org.keyspike.pipeline.mining.HardestClips}) → sound files and their list ({@link
 * org.keyspike.pipeline.mining.MinedClips}) → clips of {@code _unknown_}.
 *
 * <h2>Which second</h2>
 *
 * <p>An answer at frame f is about the T frames up to it, samples 160(f − T) to 160f. The detector
 * averages the posteriors of the last n answers, P_k(f) = (1/n) Σ_{i&lt;n} p_k(f − 10i). A stretch
 * begins with the first answer whose winner is a word k with P_k ≥ the lower threshold, and is as
 * long as the refractory time, a second at least, so that it holds what would be one alarm. Its
 * score is the largest P_k in it, at f*. The clip is the window of that answer among f*, f* − 10, …
 * f* − 10(n − 1) whose own p_k is largest (of equals the latest): what the network saw when it was
 * most certain. It is T frames long, as all clips are, and of a network that begins in its first
 * state at the clip's first frame; in the stream its membranes had run on.
 *
 * <p>A stretch is a false alarm if its score reaches the upper threshold, else a near miss. The
 * alarms that are counted an hour are those of the detector itself.
 */
package org.keyspike.pipeline.mining;
