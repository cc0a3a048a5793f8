/**
 * Labelled speech, from where it comes to the batches that a network is trained and scored with.
 *
 * <h2>Data flow</h2>
 *
 * <p>descriptor → {@link org.keyspike.datasets.Fetcher} → archive → {@link
 * org.keyspike.datasets.Archives} → folder (or {@link org.keyspike.datasets.WordSynthesizer} →
 * folder) → {@link org.keyspike.datasets.SpeechCommands} or {@link org.keyspike.datasets.Timit} →
 * {@link org.keyspike.datasets.Dataset} → {@link org.keyspike.datasets.FeatureStore} → {@link
 * org.keyspike.datasets.LabelledFeatures} → {@link org.keyspike.datasets.Batches} for evaluation,
 * {@link org.keyspike.datasets.Epochs} for training → {@link org.keyspike.datasets.Batch}. Where
 * the sound of training clips is varied, their way to the epochs is {@link
 * org.keyspike.datasets.Dataset} → {@link org.keyspike.datasets.TrainingSound} → {@link
 * org.keyspike.audio.AudioAugmentation} → {@link org.keyspike.audio.LogMel}, anew in every epoch.
 *
 * <p>A data set that is a part of others is a {@link org.keyspike.datasets.ClipList}; {@link
 * org.keyspike.datasets.ClipPicker} goes from list and archives to a folder.
 *
 * <p>Words of one's own are a {@link org.keyspike.datasets.SpotterScript}, made of {@link
 * org.keyspike.datasets.OtherPhrases} and {@link org.keyspike.datasets.Sentences}, which {@link
 * org.keyspike.datasets.WordSynthesizer} says; {@link org.keyspike.datasets.OwnRecordings} mix in.
 *
 * <p>For detection in streams, {@link org.keyspike.datasets.Negatives} are sound in which no
 * keyword is said: sentences of {@code sentences.txt} that are synthesised while they are needed
 * ({@link org.keyspike.datasets.SynthesizedSpeech}), recorded speech ({@link
 * org.keyspike.datasets.RecordedSpeech}) and recorded noise ({@link
 * org.keyspike.datasets.RecordedNoise}). {@link org.keyspike.datasets.KeywordStreams} lays clips
 * into them: {@link org.keyspike.datasets.LaidStream}.
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
 *   <tr><td>{@code custom-<hash>/}</td><td>words to spot and what is none of them</td><td>its
 *       settings</td></tr>
 *   <tr><td>{@code features-<hash>.bin}</td><td>features</td><td>data and front end</td></tr>
 *   <tr><td>{@code sound-<hash>.bin}</td><td>decoded training clips</td><td>data</td></tr>
 * </table>
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
package org.keyspike.datasets;
