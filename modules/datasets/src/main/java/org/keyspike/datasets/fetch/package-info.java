/**
 * Published data sets, from their descriptor to a folder of clips.
 *
 * <p>Data flow: {@link org.keyspike.datasets.fetch.DatasetDescriptor} → {@link
 * org.keyspike.datasets.fetch.Fetcher} → archive → {@link org.keyspike.datasets.fetch.Archives} →
 * folder. A data set that is a part of others is a {@link org.keyspike.datasets.fetch.ClipList};
 * {@link org.keyspike.datasets.fetch.ClipPicker} goes from list and archives to a folder.
 */
package org.keyspike.datasets.fetch;
