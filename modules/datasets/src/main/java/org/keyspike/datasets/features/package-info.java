/**
 * Features of a data set, computed once, and the batches that a network is trained and scored with.
 *
 * <p>Data flow: {@link org.keyspike.datasets.Dataset} → {@link
 * org.keyspike.datasets.features.FeatureStore} → {@link
 * org.keyspike.datasets.features.LabelledFeatures} → the bands that a network reads ({@link
 * org.keyspike.datasets.features.BandSelection}) → {@link org.keyspike.datasets.features.Batches}
 * for evaluation, {@link org.keyspike.datasets.features.Epochs} for training → {@link
 * org.keyspike.datasets.features.Batch}. Where the sound of training clips is varied, their way to
 * the epochs is {@link org.keyspike.datasets.features.TrainingSound} → {@link
 * org.keyspike.audio.AudioAugmentation} → {@link org.keyspike.audio.FrontEnd}. A clip that nothing
 * was drawn for has its stored features, and with {@code fresh} below 1 a varied one has those that
 * it had before until its turn comes.
 *
 * <h2>Files of features and of sound</h2>
 *
 * <p>Little-endian. The clips of a part follow one another by name; features are of all parts,
 * training, validation, test, sound is of training only. Names and labels are not stored; they come
 * from the data set, and the key holds the file to it.
 *
 * <ul>
 *   <li>magic, int32: the bytes {@code KSFS} for features, {@code KSSS} for sound
 *   <li>version, int32: 2; raised when this layout or the front end's numbers change
 *   <li>key, 32 bytes: SHA-256 of the content hash and the version; for features, of the front
 *       end's bands and gain too. The content hash is that of classes, splits, names, sound files,
 *       stretches, labels, phones and background recordings
 *   <li>width, int32: bands C of features; 1 for sound
 *   <li>clips N, int32
 *   <li>data offset, int64: where values begin, the first multiple of 64 after the table
 *   <li>table, N × int32: rows R<sub>i</sub> of every clip, frames T<sub>i</sub> or samples
 *   <li>zeros, up to the data offset
 *   <li>values, float32 for features, int16 for sound: clip i has R<sub>i</sub>·width, row by row;
 *       value c of row r is at data offset + size of a value · ((R<sub>0</sub> + … +
 *       R<sub>i−1</sub> + r)·width + c)
 *   <li>footer magic, int32: the complement of the magic
 *   <li>checksum, int32: CRC-32C of all bytes before the footer
 * </ul>
 */
package org.keyspike.datasets.features;
