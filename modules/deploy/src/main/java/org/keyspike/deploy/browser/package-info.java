/**
 * An image as one HTML file that listens: to the microphone, or to a sound file.
 *
 * <p>Data flow: {@link org.keyspike.deploy.browser.BrowserPage} puts the image, what {@link
 * org.keyspike.deploy.browser.PageCard} says of it and known answers into the file, with styles, a
 * script that shows them, and the program that computes. That program is Java: {@code PageExports}
 * and all that it calls, which are the very classes of {@link org.keyspike.audio}, {@link
 * org.keyspike.hardware} and {@link org.keyspike.integer}, translated to JavaScript when this
 * module is built. {@link org.keyspike.deploy.browser.build} makes up for what the translation
 * lacks.
 *
 * <p>The page computes the integers of {@link org.keyspike.spotting.KeywordSpotter}, and checks
 * that it does: it holds sounds with every feature, hashes of all samples and spikes, and every
 * answer to them.
 *
 * <h2>Sound</h2>
 *
 * <p>A WAV or NIST SPHERE file is read and brought to 16 kHz by {@link
 * org.keyspike.audio.AudioFiles#readUncompressed}, the microphone's samples by {@link
 * org.keyspike.audio.StreamingResampler}, and both are rounded by {@link
 * org.keyspike.audio.Pcm16#of}: as in {@code keyspike listen}, whatever the browser. Only what
 * these readers do not know, such as FLAC and MP3, is decoded and resampled by the browser.
 *
 * <h2>The hashes of spikes and of samples</h2>
 *
 * <p>FNV-1a of 32 bits over bytes b, frame by frame: first the encoder's spikes, then of each layer
 * the outputs, summed over the steps of the frame. Samples have one of their own, since features
 * would not show a sample that is off by one.
 *
 * <pre>
 * h ← 2166136261;  h ← (h xor b) · 16777619 mod 2³²
 * </pre>
 */
package org.keyspike.deploy.browser;
