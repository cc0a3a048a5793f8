/**
 * JMH for the inner loops of engine-vector, which are package-private: hence the package. {@code
 * KernelsBenchmark} takes every kernel alone, at several spike rates; {@code StepBenchmark} a whole
 * step, whose allocation {@code -prof gc} shows.
 */
package org.keyspike.engine.vector;
