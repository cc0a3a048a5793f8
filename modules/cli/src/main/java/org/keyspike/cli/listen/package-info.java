/**
 * Listening: a network runs over a microphone, a file or a pipe, and its detections are shown.
 *
 * <p>Data flow: {@link org.keyspike.spotting.SoundSource} → 16 kHz samples → {@link
 * org.keyspike.spotting.KeywordSpotter} → {@link org.keyspike.cli.listen.ListenView}: lines for
 * people, lines of JSON for programs, and on a terminal one more line that is drawn again and
 * again, with the level and the words that are nearest.
 */
package org.keyspike.cli.listen;
