/**
 * Contamination of a test: whether clips that are to be scored are clips that the network was
 * trained with or chosen by. An accuracy on such clips says nothing of others.
 *
 * <p>Data flow: the training and validation parts of a {@link org.keyspike.datasets.Dataset} →
 * {@link org.keyspike.datasets.contamination.TrainedClips}, a file beside the network → compared
 * with the clips to be scored → {@link org.keyspike.datasets.contamination.SeenClips}.
 *
 * <h2>The identity of a clip</h2>
 *
 * <p>Two keys ({@link org.keyspike.datasets.contamination.ClipIdentity}), each the first 8 bytes of
 * a SHA-256. A clip was seen if either agrees.
 *
 * <ul>
 *   <li>Sound: of the samples of the whole recording, decoded, one channel, resampled to 16 kHz, as
 *       16-bit integers x = round(32768·sample), little-endian, without the zeros at its beginning
 *       and end. So neither the file's name nor its container (WAV, SPHERE) nor the zeros that it
 *       was filled up with matter. A recording of nothing but zeros has no such key. Of a long
 *       recording from which several clips are cut it is one key for all of them.
 *   <li>Name: of the text {@code word/speaker_nohash_take}, as Speech Commands names its clips,
 *       whose speakers are eight hexadecimal digits; or of {@code speaker/sentence}, as TIMIT does
 *       ({@code fcjf0/sx127}); in lower case, UTF-8, without folders before it or an ending. So a
 *       clip that was encoded anew, or shifted, is found as well. Other names, such as {@code
 *       yes/3}, could be anybody's: a clip that bears one has no such key.
 * </ul>
 *
 * <p>By chance the sound of a new clip agrees with one of n others with probability n / 2⁶⁴.
 *
 * <h2>The file {@code trained-on.bin}</h2>
 *
 * <p>Little-endian. Keys are bytes in the order of the digest; they are sorted as unsigned bytes,
 * each is there once.
 *
 * <ul>
 *   <li>magic, 4 bytes: {@code KSTC}
 *   <li>version, int32: 1
 *   <li>data, 32 bytes: the content hash of the data set ({@link
 *       org.keyspike.datasets.features.FeatureStore#contentHash}), which the network's provenance
 *       names too
 *   <li>for the training part, then for the validation part, three int32, none negative:
 *       <ul>
 *         <li>clips of the part
 *         <li>S, keys of sound; those of background recordings that training mixed in are among
 *             those of the training part
 *         <li>N, keys of names
 *       </ul>
 *   <li>keys: S × 8 bytes, N × 8 bytes of the training part, then of the validation part
 *   <li>checksum, int32: CRC-32C of all bytes before it
 * </ul>
 *
 * <p>Nothing else is in it: its size is 68 + 8·(S + N of both parts) bytes. No sound can be had
 * back from it.
 */
package org.keyspike.datasets.contamination;
