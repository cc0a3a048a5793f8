package org.keyspike.benchmarks;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.engine.vector.KernelsBenchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the generated code is found and runs; the figures of so short a run mean nothing. */
@Tag("slow")
class BenchmarksRunTest {

  @Test
  void frontEnd() throws RunnerException {
    runs(FrontEndBenchmark.class, "bands", "80");
  }

  @Test
  void spotter() throws RunnerException {
    runs(SpotterBenchmark.class, "frontEnd", "INTEGER");
  }

  @Test
  void network() throws RunnerException {
    runs(NetworkBenchmark.class, "network", "tiny");
  }

  @Test
  void audioAugmentation() throws RunnerException {
    runs(AudioAugmentationBenchmark.class, "steps", "EVERYTHING");
  }

  @Test
  void step() throws RunnerException {
    runs(StepBenchmark.class, "frames", "50", "network", "160-256-256-13", "neuron", "rlif");
  }

  @Test
  void kernels() throws RunnerException {
    runs(KernelsBenchmark.class, "percent", "5");
  }

  /** Runs a benchmark with parameters, each followed by its value. */
  private static void runs(Class<?> benchmark, String... parameters) throws RunnerException {
    ChainedOptionsBuilder some = new OptionsBuilder().include(benchmark.getName());
    for (int i = 0; i < parameters.length; i += 2) {
      some.param(parameters[i], parameters[i + 1]);
    }
    Options once =
        some.forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(20))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(once).run();
    assertFalse(results.isEmpty());
    for (RunResult result : results) {
      assertTrue(result.getPrimaryResult().getScore() > 0, result.getParams().getBenchmark());
    }
  }
}
