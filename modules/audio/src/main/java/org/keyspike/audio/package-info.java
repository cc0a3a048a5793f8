/**
 * Sound in, features out: files are decoded to {@link org.keyspike.audio.AudioClip}, brought to 16
 * kHz by {@link org.keyspike.audio.Resampler} and turned into log-mel features by a {@link
 * org.keyspike.audio.FrontEnd}: in real numbers by {@link org.keyspike.audio.LogMel}, in integers
 * by {@link org.keyspike.audio.IntegerLogMel}, or chunk by chunk by {@link
 * org.keyspike.audio.StreamingLogMel} and {@link org.keyspike.audio.StreamingIntegerLogMel}. {@link
 * org.keyspike.audio.AudioAugmentation} varies the sound of a clip in training, before the front
 * end, and {@link org.keyspike.audio.FeatureAugmentation} its features, after it. {@link
 * org.keyspike.audio.StreamingResampler} is for live sound of other rates; {@link
 * org.keyspike.audio.SpeechExtent} tells where in a clip the word is.
 *
 * <p>Data flow: file → {@code WavDecoder} or {@code SphereDecoder} → {@code SampleBlock} (where the
 * samples lie and in what form) → mono float samples → window, transform, bands, logarithm → (T, C)
 * features, 100 frames per second; in integers mono float samples → 16-bit integers by {@link
 * org.keyspike.audio.Pcm16} → the same, and the background taken away or, in place of logarithm and
 * background, the energy of each band normalized by its own average → (T, C) bytes of unit 1/16.
 * Whatever is wrong with a file is found before the first sample is decoded, samples that are not
 * numbers excepted, and is an {@link org.keyspike.io.InputException}.
 *
 * <h2>WAV</h2>
 *
 * Little-endian. {@code "RIFF"}, uint32 length (not used), {@code "WAVE"}, then chunks: four
 * characters, uint32 length, content, one byte of padding if the length is odd. Chunks other than
 * these two are passed over; reading stops at the end of {@code "data"}. The length of {@code
 * "data"} is open if it is 0x7FFF0000 or more and more than is there, as writers into pipes leave
 * it, or 0 before something that is no chunks, as recorders that were killed do: the samples then
 * go on to the end of the file. Padding that was left out before one of the two chunks is no error.
 *
 * <table>
 * <caption>chunk {@code "fmt "}, which comes before {@code "data"}</caption>
 * <tr><th>at</th><th>type</th><th>field</th><th>accepted</th></tr>
 * <tr><td>0</td><td>uint16</td><td>format tag</td><td>1 PCM, 3 float, 0xFFFE extensible</td></tr>
 * <tr><td>2</td><td>uint16</td><td>channels</td><td>at least 1</td></tr>
 * <tr><td>4</td><td>uint32</td><td>sample rate, Hz</td><td>1000 to 768000</td></tr>
 * <tr><td>8</td><td>uint32</td><td>bytes per second</td><td>not used</td></tr>
 * <tr><td>12</td><td>uint16</td><td>block align</td><td>channels × bits / 8</td></tr>
 * <tr><td>14</td><td>uint16</td><td>bits</td><td>PCM 8, 16, 24, 32; float 32, 64</td></tr>
 * <tr><td>16</td><td>uint16</td><td>length of the extension</td><td>not used</td></tr>
 * <tr><td>18</td><td>uint16</td><td>valid bits</td><td>not used: the rest are zeros</td></tr>
 * <tr><td>20</td><td>uint32</td><td>loudspeakers</td><td>not used</td></tr>
 * <tr><td>24</td><td>16 bytes</td><td>sub-format, extensible only</td><td>tag 1 or 3 as
 * xxxx0000-0000-0010-8000-00AA00389B71</td></tr>
 * </table>
 *
 * <p>Chunk {@code "data"}: interleaved samples, a whole number of blocks, at least one; 8 bits are
 * unsigned around 128, the others signed.
 *
 * <h2>FLAC</h2>
 *
 * 4 to 24 bits, any number of channels that the format has. The checksum of every frame and, unless
 * its writer did not know it, the number and the MD5 of all samples in the header must be right. A
 * 4-byte mark {@code "fLaC"} is the first of the file: one behind a tag of MP3 is refused.
 *
 * <h2>NIST SPHERE</h2>
 *
 * {@code "NIST_1A\n"}, the header's length as seven characters and a newline, then lines {@code
 * name -type value} up to {@code end_head}; samples start where the header's length says.
 *
 * <table>
 * <caption>fields</caption>
 * <tr><th>name</th><th>accepted</th></tr>
 * <tr><td>sample_coding</td><td>pcm (also if missing), ulaw; a compressed coding is an
 * error</td></tr>
 * <tr><td>sample_n_bytes</td><td>2 for pcm, 1 for ulaw</td></tr>
 * <tr><td>sample_byte_format</td><td>01 little-endian, 10 big-endian; pcm only</td></tr>
 * <tr><td>channel_count</td><td>1 to 65535, interleaved</td></tr>
 * <tr><td>sample_rate</td><td>1000 to 768000 Hz</td></tr>
 * <tr><td>sample_count</td><td>samples per channel, at least 1</td></tr>
 * </table>
 *
 * <h2>The same bits everywhere</h2>
 *
 * In integers everything after the tables is exact, and the tables come from {@link
 * java.lang.StrictMath}: the features are the same on every machine and in every language.
 *
 * <p>In real numbers window, bands and logarithm use {@link java.lang.StrictMath}. The twiddle
 * factors of TarsosDSP's transform and the coefficients of its resampler come from {@link
 * java.lang.Math} in float64 and are rounded to float32, which hides a difference in the last place
 * but for about one value in 2<sup>29</sup>; a test holds a digest of the features. TarsosDSP's
 * overlap-add divides by a power of {@link java.lang.Math}, which can decide only between two
 * joints that fit equally well.
 */
package org.keyspike.audio;
