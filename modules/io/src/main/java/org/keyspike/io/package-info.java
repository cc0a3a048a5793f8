/**
 * Files, formats and long work: everything that reads or writes for the other modules and knows
 * nothing of speech or spikes.
 *
 * <p>Data flow, reading: a YAML file → {@code YamlDocument} (a tree, and the line of every key) →
 * {@link org.keyspike.io.Assignment}s laid over it → {@link org.keyspike.io.RecordBinder} → the
 * records that the modules define. JSON goes through {@link org.keyspike.io.JsonFile}. A key that
 * no record has, a key that stands twice, a value of another type or out of range is an {@link
 * org.keyspike.io.InputException}, the one exception for bad input: file, field, what was found,
 * what was expected.
 *
 * <p>Writing: {@link org.keyspike.io.RecordWriter} turns records into YAML or JSON, {@link
 * org.keyspike.io.Csv} and {@link org.keyspike.io.TextTable} rows into tables. {@link
 * org.keyspike.io.AtomicFiles} writes a file whole or not at all, {@link org.keyspike.io.Staging}
 * does so with folders, {@link org.keyspike.io.Hashes} says what is in them. A {@link
 * org.keyspike.io.CachedFolder} keeps the hashes of its files, which {@link
 * org.keyspike.io.KnownHashes} finds again, so that files nobody has written to are not read twice.
 *
 * <p>Long work: {@link org.keyspike.io.Parallel} divides it over threads, a {@link
 * org.keyspike.io.ProgressListener} is told how far it has come.
 */
package org.keyspike.io;
