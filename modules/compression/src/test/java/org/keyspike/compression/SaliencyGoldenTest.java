package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.Optimizer;
import org.keyspike.training.OptimizerMemory;
import org.keyspike.training.StandInEngine;

/** Values of saliencies.py, which was written from the package page alone. */
class SaliencyGoldenTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new FeatureSpec(3, 1),
          new EncoderSpec.Direct(),
          List.of(layer(4), layer(3)),
          new ReadoutSpec.Keyword(2, 2, 5),
          1,
          null);

  private static JsonNode golden;

  private static LayerSpec layer(int neurons) {
    return new LayerSpec(
        neurons, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0.5);
  }

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in =
        SaliencyGoldenTest.class.getResourceAsStream("/saliencies/saliencies.json")) {
      golden = new ObjectMapper().readTree(in);
    }
  }

  /** Hands out the gradients of one clip after the other. */
  private static final class Drawn extends StandInEngine {
    private final Iterator<JsonNode> clips = golden.get("clips").iterator();

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      assertEquals(1, batch.size(), "clips one by one");
      assertEquals(0, spec.layers().get(0).dropout());
      return new Gradients(1, laid(clips.next()), new Parameters(Map.of()), null);
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      throw new UnsupportedOperationException();
    }
  }

  /** Parameters of the network with some matrices. */
  private static Parameters laid(JsonNode matrices) {
    Parameters parameters = Initializer.draw(SPEC, 0.4, 1);
    matrices
        .properties()
        .forEach(
            matrix -> {
              float[] to = parameters.data(matrix.getKey());
              double[] from = doubles(matrix.getValue());
              assertEquals(from.length, to.length, matrix.getKey());
              for (int i = 0; i < to.length; i++) {
                to[i] = (float) from[i];
              }
            });
    return parameters;
  }

  private static double[] doubles(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static Checkpoint network() {
    return new Checkpoint(SPEC, List.of("a", "b"), laid(golden.get("weights")), Map.of());
  }

  private static void assertGolden(JsonNode expected, Saliencies found) {
    Map<String, double[]> all = new LinkedHashMap<>();
    all.put("neurons1", found.neurons(0));
    all.put("neurons2", found.neurons(1));
    all.put("bands", found.bands());
    for (ParameterSpec parameter : SPEC.parameters()) {
      if (parameter.role().matrix()) {
        float[] weights = found.weights(parameter.name());
        double[] values = new double[weights.length];
        Arrays.setAll(values, i -> weights[i]);
        all.put(parameter.name(), values);
      }
    }
    assertEquals(9, expected.size());
    expected
        .properties()
        .forEach(
            one -> {
              double[] values = doubles(one.getValue());
              double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
              assertArrayEquals(values, all.get(one.getKey()), 1e-6 * largest, one.getKey());
            });
  }

  private static SaliencyStatistics statistics(GradientEngine engine) {
    return new SaliencyStatistics(engine, network(), new Noise(3, 5));
  }

  @Test
  void secondOrderIsTheGoldenOne() {
    assertGolden(
        golden.get("secondOrder"), new Saliencies(statistics(new Drawn()), Saliency.SECOND_ORDER));
  }

  /** An optimiser that goes a way of its own. */
  private record Path(List<Parameters> way) implements Optimizer {
    @Override
    public List<String> moments() {
      return List.of();
    }

    @Override
    public void update(
        List<ParameterSpec> learned,
        Parameters parameters,
        Parameters gradients,
        OptimizerMemory memory,
        double learningRate) {
      int next = (int) memory.steps() + 1;
      if (next < way.size()) {
        for (ParameterSpec parameter : learned) {
          float[] to = parameters.data(parameter.name());
          System.arraycopy(way.get(next).data(parameter.name()), 0, to, 0, to.length);
        }
      }
    }
  }

  @Test
  void movementIsTheGoldenOne() {
    List<Parameters> way = new ArrayList<>();
    golden.get("path").forEach(weights -> way.add(laid(weights)));
    PruningSettings settings =
        new PruningSettings.Neurons(
            null, 1, null, 1, Saliency.MOVEMENT, new PruningSchedule(1, 2, 1.0, 0.5));
    GradualPruning optimiser =
        new GradualPruning(
            new Path(way),
            settings,
            1_000,
            (step, parameters, movement) -> {
              throw new AssertionError("nothing goes before the end of the ramp");
            });
    Parameters parameters = way.get(0).copy();
    OptimizerMemory memory = OptimizerMemory.empty(optimiser, parameters);
    for (JsonNode gradients : golden.get("gradients")) {
      optimiser.update(SPEC.parameters(), parameters, laid(gradients), memory, 1);
      memory = memory.next();
    }
    assertEquals(5, memory.steps());
    assertGolden(
        golden.get("movement"),
        new Saliencies(
            statistics(new Drawn()), Saliency.MOVEMENT, Optional.of(memory.moment("movement"))));
  }

  @Test
  void rampsAreTheGoldenOnes() {
    Map<Integer, Integer> seen = new HashMap<>();
    for (JsonNode ramp : golden.get("ramps")) {
      int steps = ramp.get("steps").intValue();
      PruningSchedule schedule =
          new PruningSchedule(
              steps, ramp.get("epochs").intValue(), 1e-3, ramp.get("ramp").doubleValue());
      assertEquals(ramp.get("rampEpochs").intValue(), schedule.rampEpochs());
      assertEquals(ramp.get("calmEpochs").intValue(), schedule.calmEpochs());
      long updates = (long) schedule.rampEpochs() * ramp.get("batches").intValue();
      for (int step = 1; step <= steps; step++) {
        double part = CubicSchedule.part(step, steps);
        assertEquals(
            ramp.get("updates").get(step - 1).longValue(),
            CubicSchedule.updates(step, steps, updates));
        assertEquals(ramp.get("parts").get(step - 1).doubleValue(), part, 1e-12);
        assertEquals(ramp.get("gone").get(step - 1).intValue(), (int) (part * 0.75 * 64));
        seen.merge(steps, 1, Integer::sum);
      }
    }
    assertEquals(Map.of(5, 5, 3, 3, 10, 10, 4, 4), seen);
  }
}
