/**
 * Labelled speech, from where it comes to the batches that a network is trained and scored with.
 *
 * <h2>Data flow</h2>
 *
 * <p>descriptor → {@link org.keyspike.datasets.Fetcher} → archive → {@link
 * org.keyspike.datasets.Archives} → folder (or {@link org.keyspike.datasets.WordSynthesizer} →
 * folder) → {@link org.keyspike.datasets.SpeechCommands} or {@link org.keyspike.datasets.Timit} →
 * {@link org.keyspike.datasets.Dataset} → {@link org.keyspike.datasets.FeatureStore} → {@link
 * org.keyspike.datasets.LabelledFeatures} → {@link org.keyspike.datasets.Batches} → {@link
 * org.keyspike.datasets.Batch}
 *
 * <p>{@link org.keyspike.datasets.Datasets} goes from a recipe's {@code dataset} section to the
 * data set in one step.
 *
 * <h2>Cache folder</h2>
 *
 * <p>Everything in it can be deleted and is made again. Names begin with what a thing is made of
 * and end in a hash of all that it depends on; what is not finished begins with a dot and ends in
 * {@code .part}.
 *
 * <table>
 *   <caption>What is in a cache folder</caption>
 *   <tr><th>name</th><th>content</th><th>depends on</th></tr>
 *   <tr><td>{@code <archive>-<hash>/}</td><td>an unpacked archive</td><td>the archive's bytes</td></tr>
 *   <tr><td>{@code synthesized-<hash>/}</td><td>a synthesised corpus</td><td>its settings</td></tr>
 *   <tr><td>{@code features-<hash>.bin}</td><td>features</td><td>data and front end</td></tr>
 * </table>
 *
 * <h2>Feature file</h2>
 *
 * <p>Little-endian. The clips of all parts follow one another: training, validation, test, each by
 * name. Names and labels are not stored; they come from the data set, and the key holds the file to
 * it.
 *
 * <ul>
 *   <li>magic, int32: the bytes {@code KSFS}
 *   <li>version, int32: 1; raised when this layout or the front end's numbers change
 *   <li>key, 32 bytes: SHA-256 of the content hash, the version, and the front end's bands and
 *       gain; the content hash is that of classes, splits, names, sound files, stretches and labels
 *   <li>bands C, int32
 *   <li>clips N, int32
 *   <li>data offset, int64: where features begin, the first multiple of 64 after the table
 *   <li>table, N × int32: frames T<sub>i</sub> of every clip
 *   <li>zeros, up to the data offset
 *   <li>features, float32: clip i has T<sub>i</sub>·C, frame by frame; the value of frame t and
 *       band c is at data offset + 4·((T<sub>0</sub> + … + T<sub>i−1</sub> + t)·C + c)
 *   <li>footer magic, int32: the complement of the magic
 *   <li>checksum, int32: CRC-32C of all bytes before the footer
 * </ul>
 */
package org.keyspike.datasets;
