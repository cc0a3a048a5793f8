package org.keyspike.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.keyspike.io.InputException;

/** What Spark says of failures, in one line. */
class ClusterFailureTest {
  private static final ClusterAddress ADDRESS =
      new ClusterAddress("spark://a:7077", ClusterAddress.Kind.STANDALONE);

  private static Throwable failed(String reason) {
    return new ExecutionException(
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent"
                + " failure: Lost task 0.3 in stage 3.0 (TID 7) (10.0.0.5 executor 3): "
                + reason
                + "\n\tat org.example.Some.method(Some.java:1)\n\nDriver stacktrace:",
            null));
  }

  @Test
  void aLostWorkerIsNamed() {
    assertEquals(
        "ExecutorLostFailure (executor 3 exited) Reason: Command exited with code 52"
            + " (10.0.0.5 executor 3)",
        ClusterFailure.reason(
            failed("ExecutorLostFailure (executor 3 exited) Reason: Command exited with code 52")));
    assertEquals(
        "IOException: No space left on device (10.0.0.5 executor 3)",
        ClusterFailure.reason(failed("java.io.IOException: No space left on device")));
    assertEquals("plain; rest", ClusterFailure.reason(new IllegalStateException("plain; rest")));
  }

  @Test
  void workersWithoutTheClassesAreBadInput() {
    InputException e =
        assertInstanceOf(
            InputException.class,
            ClusterFailure.ofWork(
                ADDRESS,
                failed("java.lang.ClassNotFoundException: org.keyspike.cluster.RunOrder")));
    assertEquals(
        "--cluster: found spark://a:7077, workers without Keyspike's classes, expected"
            + " scripts/keyspike-spark, which sends them",
        e.getMessage());
    assertInstanceOf(
        InputException.class,
        ClusterFailure.ofWork(ADDRESS, failed("java.io.InvalidClassException: a; b")));
    assertEquals(
        "spark://a:7077: IOException: x (10.0.0.5 executor 3)",
        ClusterFailure.ofWork(ADDRESS, failed("java.io.IOException: x")).getMessage());
  }

  @Test
  void aManagerThatThisSparkDoesNotKnowIsBadInput() {
    InputException e =
        ClusterFailure.ofStart(
            new ClusterAddress("yarn", ClusterAddress.Kind.YARN),
            new SparkException("Could not parse Master URL: 'yarn'", null));
    assertEquals("scripts/keyspike-spark with a Spark that does", e.expected());
  }
}
