/**
 * Clips in noise and in rooms, for choices and for figures that are reported: {@link
 * org.keyspike.datasets.noise.NoisyClips} mixes them, the same for every network, with noise that
 * training never hears.
 *
 * <p>For a part of a data set there are {@link org.keyspike.datasets.noise.NoiseCondition}s: clean;
 * noise at 20, 10, 5 and 0 dB of the background recordings that are for this part (by file, {@link
 * org.keyspike.datasets.speechcommands.SpeechCommands}) and of the made kinds that are for it
 * ({@link org.keyspike.audio.noise.NoiseKind}); and rooms of three T<sub>60</sub>.
 *
 * <pre>
 *   noise  y = clip(x + n·rms(x)/rms(n)·10^(−SNR/20)), both rms over the whole clip
 *   room   y = clip(g·(h ∗ x)), h of a shoebox, direct-to-reverberant ratio 0 dB, g so that rms(y) = rms(x)
 * </pre>
 *
 * <p>The noise of a clip, and its room, depend on seed, kind and the clip's place, so they are the
 * same at every ratio, for every network and on every machine. A clip is never in its own speaker's
 * voice.
 */
package org.keyspike.datasets.noise;
