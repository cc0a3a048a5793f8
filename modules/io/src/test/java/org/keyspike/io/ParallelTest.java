package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void everyPieceOnce(int threads) throws IOException {
    AtomicIntegerArray done = new AtomicIntegerArray(50);
    AtomicInteger workers = new AtomicInteger();
    Parallel.forEach(
        50,
        threads,
        () -> {
          workers.incrementAndGet();
          return done::incrementAndGet;
        });
    for (int i = 0; i < 50; i++) {
      assertEquals(1, done.get(i));
    }
    assertTrue(workers.get() <= Math.min(50, threads));
  }

  @Test
  void nothingToDo() throws IOException {
    Parallel.forEach(
        0,
        3,
        () -> {
          throw new AssertionError("no worker is needed");
        });
  }

  @Test
  void aFailureStopsTheRestAndNothingRunsAfterwards() {
    for (Exception failure :
        new Exception[] {new IOException("disk"), new IllegalStateException("bug")}) {
      AtomicInteger done = new AtomicInteger();
      Exception thrown =
          assertThrows(
              failure.getClass(),
              () ->
                  Parallel.forEach(
                      1_000_000,
                      4,
                      () ->
                          piece -> {
                            done.incrementAndGet();
                            if (piece == 5 && failure instanceof IOException disk) {
                              throw disk;
                            }
                            if (piece == 5) {
                              throw (RuntimeException) failure;
                            }
                          }));
      assertSame(failure, thrown);
      int after = done.get();
      assertTrue(after < 1_000_000, "stopped early");
      Thread.yield();
      assertEquals(after, done.get());
    }
  }

  @Test
  void aWorkerThatCannotBeMadeIsAFailure() {
    assertThrows(
        IllegalStateException.class,
        () ->
            Parallel.forEach(
                3,
                2,
                () -> {
                  throw new IllegalStateException("no voice");
                }));
    assertThrows(IllegalArgumentException.class, () -> Parallel.forEach(1, 0, () -> piece -> {}));
  }
}
