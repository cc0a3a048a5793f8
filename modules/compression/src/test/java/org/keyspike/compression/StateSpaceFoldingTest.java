package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.GoldenStateSpace;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReferenceNetwork;

/** Batch norm of the three maps of a state space is folded into each of them. */
class StateSpaceFoldingTest {
  @ParameterizedTest
  @ValueSource(strings = {"ssm-network-graded", "ssm-network-spikes"})
  void whatIsFoldedComputesTheSame(String name) {
    GoldenStateSpace of = GoldenStateSpace.read(name);
    NetworkSpec spec = of.network();
    Parameters parameters = of.parameters();
    for (ParameterSpec parameter : spec.parameters()) {
      float[] values = parameters.data(parameter.name());
      for (int i = 0; i < values.length; i++) {
        switch (parameter.role()) {
          case RUNNING_MEAN -> values[i] = 0.05f * (i % 7 - 3);
          case RUNNING_VARIANCE -> values[i] = 0.5f + 0.1f * (i % 5);
          default -> {}
        }
      }
    }
    List<String> classes = List.of("a", "b", "c", "d");
    Checkpoint after = BatchNormFolding.fold(new Checkpoint(spec, classes, parameters, Map.of()));
    assertEquals(spec.stateSpace(), after.spec().stateSpace());
    assertFalse(after.spec().layers().get(1).batchNorm());
    assertEquals(
        after.spec().parameters().stream().map(ParameterSpec::name).toList(),
        List.copyOf(after.parameters().names()));
    ReferenceNetwork one = new ReferenceNetwork(spec, parameters);
    ReferenceNetwork other = new ReferenceNetwork(after.spec(), after.parameters());
    float[] spikes = of.golden().tensor("s").data();
    int bands = spec.features().bands();
    int events = 0;
    for (int t = 0; t < 20; t++) {
      float[] frame = Arrays.copyOfRange(spikes, t * bands, (t + 1) * bands);
      one.step(frame);
      other.step(frame);
      for (int p = 0; p < spec.populations().size(); p++) {
        assertArrayEquals(one.spikes(p, 0), other.spikes(p, 0), "frame " + t);
      }
      for (float event : one.merged()) {
        events += event != 0 ? 1 : 0;
      }
    }
    assertTrue(events > 5, "something happens: " + events);
    assertArrayEquals(one.logits(), other.logits(), 1e-4f);
  }
}
