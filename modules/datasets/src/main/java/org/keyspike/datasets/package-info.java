/**
 * Labelled speech, from where it comes to the batches that a network is trained and scored with.
 *
 * <p>Data flow: archive → folder ({@link org.keyspike.datasets.fetch}) → {@link
 * org.keyspike.datasets.speechcommands} or {@link org.keyspike.datasets.timit} → {@link
 * org.keyspike.datasets.Dataset}, whose {@link org.keyspike.datasets.Utterance}s are in three parts
 * ({@link org.keyspike.datasets.Split}) → features and batches ({@link
 * org.keyspike.datasets.features}). What a network was trained with is noted, so that a test tells
 * those clips from others ({@link org.keyspike.datasets.contamination}).
 *
 * <h2>Cache folder</h2>
 *
 * <p>Everything in it can be deleted and is made again. Names begin with what a thing is made of
 * and end in a hash of all that it depends on; what is not finished begins with a dot and ends in
 * {@code .part}, with a lock beside it that ends in {@code .lock}. A folder is used only if its
 * {@code .keyspike-manifest} agrees with what is in it, a file only if its checksum does; the rest
 * is made anew ({@link org.keyspike.io.CachedFolder}).
 *
 * <p>What was read once is not read again to find out whether it is still the same. Beside the
 * manifest lie {@code .keyspike-hashes}, the hashes of the folder's files with their sizes and
 * times, and in an unpacked archive {@code .keyspike-archive}, the place, size and times of the
 * archive. Where sizes and times agree the hashes count; other files are read, and bytes that are
 * read for features or sound must be those of their hash. Both files can be deleted: all is read
 * once more then.
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
 */
package org.keyspike.datasets;
