/**
 * The work of many runs and of many hours of sound on Apache Spark.
 *
 * <p>Runs: a {@code RunTask} → an order that can travel (the run folder, the hash of its recipe,
 * the cache, how far) → a job of Spark with one task → {@link
 * org.keyspike.experiment.LocalExecutor#perform} on a worker, which goes on where the run folder
 * ends → the reason of a failure, or nothing. The folder is locked while an attempt is at it.
 *
 * <p>Sound: files of a folder, by name → portions of equal length, whatever the cluster → one task
 * a portion: each file is read once, decoded, and goes through the front end or a spotter → {@code
 * parts/KEY.parquet} with a row a file, then {@code manifest/KEY.jsonl}, both written beside and
 * renamed. The key is the hash of settings and versions of files, so that an attempt that comes
 * twice writes the same again, and a driver that comes later skips what is there → tables, from the
 * manifest alone.
 *
 * <p>False alarms an hour over files: n events in files with hours h₁ … h_G have the rate n / Σh;
 * its interval of events is exact for a Poisson process, that by file is the bootstrap over files
 * of {@link org.keyspike.evaluation.Bootstrap#rate}.
 *
 * <p>Spark is on the class path of those who ask for a cluster alone. {@link
 * org.keyspike.cluster.SparkProvider} is found there by {@link java.util.ServiceLoader}.
 */
package org.keyspike.cluster;
