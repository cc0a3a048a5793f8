package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/**
 * Everything that autograd reads on the way back is still there then, whatever Java collects
 * between: the same gradients with the memory of all that is unreachable freed and written over.
 */
@Tag("slow")
class KeptUntilTheWayBackTest {
  private static final int WRITTEN = 4000;
  private static final DjlEngine ENGINE = new DjlEngine(DjlEngine.Device.CPU, 1);

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  static Stream<String> rules() {
    return Stream.of("bptt", "dfa-instant", "dfa-trace", "desire");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ofEveryRule(String rule) {
    // Any network will do that has an encoder and batch norm, and both kinds of readout.
    int clipWise = 0;
    int frameWise = 0;
    for (long seed = 0; clipWise < 2 || frameWise < 1; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      NetworkSpec spec = RandomNetworks.real(random, 12);
      Parameters parameters = RandomNetworks.mild(random, spec);
      Batch batch = RandomNetworks.batch(random, spec, 4);
      Objective objective = RandomNetworks.objective(random, spec, batch);
      if (!objective.rule().name().equals(rule)
          || (batch.frameWise() ? frameWise == 1 : clipWise == 2)) {
        continue;
      }
      Gradients expected = ENGINE.gradients(spec, parameters, batch, objective);
      compare(expected.gradients(), spec, parameters, batch, objective, "seed " + seed);
      clipWise += batch.frameWise() ? 0 : 1;
      frameWise += batch.frameWise() ? 1 : 0;
    }
  }

  private static void compare(
      Parameters expected,
      NetworkSpec spec,
      Parameters parameters,
      Batch batch,
      Objective objective,
      String what) {
    synchronized (DjlEngine.class) {
      try (NDManager local = ENGINE.newManager();
          GradientCollector collector = ENGINE.newGradientCollector()) {
        Operations operations = new Operations(local, true);
        BatchGraph graph =
            BatchGraph.learning(
                operations, spec, parameters, batch, objective, objective.rule().stops());
        NDArray scalar =
            DjlRule.of(objective.rule())
                .objective(new BatchPass(operations, graph, spec, batch, objective));
        NDArray reconstruction = graph.reconstructionLoss();
        NDArray whole = reconstruction == null ? scalar : scalar.add(reconstruction);
        List<ByteBuffer> written = writeOverWhatIsFree();
        collector.backward(whole);
        assertEquals(WRITTEN, written.size());
        graph
            .leaves()
            .forEach(
                (name, leaf) -> {
                  if (leaf.hasGradient()) {
                    assertArrayEquals(
                        expected.data(name),
                        leaf.getGradient().toFloatArray(),
                        1e-4f * largest(expected.data(name)) + 1e-6f,
                        name + ", " + what);
                  }
                });
      }
    }
  }

  /** Direct buffers are freed a little after their owners were collected. */
  private static List<ByteBuffer> writeOverWhatIsFree() {
    System.gc();
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<ByteBuffer> written = new ArrayList<>();
    for (int i = 0; i < WRITTEN; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(Long.BYTES << i % 4);
      while (buffer.hasRemaining()) {
        buffer.putLong(0x7fff_ffff_ffffL);
      }
      written.add(buffer);
    }
    return written;
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
