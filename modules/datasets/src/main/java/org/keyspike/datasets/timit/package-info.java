/**
 * TIMIT: read sentences with a phone for every frame.
 *
 * <p>Data flow: a folder of sentences and their {@code .PHN} files → {@link
 * org.keyspike.datasets.timit.Timit}, which gives every frame its phone, or a state of it ({@link
 * org.keyspike.datasets.timit.PhoneSet}) → {@link org.keyspike.datasets.Dataset}. {@link
 * org.keyspike.datasets.timit.TimitPhones} holds the phone sets and the maps between them.
 */
package org.keyspike.datasets.timit;
