/**
 * Takes: words said one after the other, found in a stream of sound and judged.
 *
 * <p>Data flow: 16-bit samples, 16 kHz, in chunks of any size → levels of 10 ms → the background's
 * level, measured in a second of quiet → {@link org.keyspike.audio.take.Take}s, each with a {@link
 * org.keyspike.audio.take.Verdict} and, where that is good, the second around its word. The
 * definition is {@code docs/concepts/takes.md}.
 */
package org.keyspike.audio.take;
