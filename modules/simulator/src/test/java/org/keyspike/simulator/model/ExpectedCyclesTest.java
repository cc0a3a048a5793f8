package org.keyspike.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.machine.TinyImage;

/**
 * {@link ExpectedCycles} against cycles.py, written from docs/concepts, and against the machine.
 */
class ExpectedCyclesTest {
  private static NetworkSpec spec(
      int bands, EncoderSpec encoder, List<Integer> neurons, Neuron kind, int outputs, int steps) {
    return new NetworkSpec(
        new FeatureSpec(bands, 1),
        encoder,
        neurons.stream()
            .map(n -> new LayerSpec(n, kind, Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0))
            .toList(),
        new ReadoutSpec.FrameWise(outputs),
        steps,
        null);
  }

  @Test
  void theyAreThoseOfThePage() throws IOException {
    JsonNode cases;
    try (InputStream in = ExpectedCyclesTest.class.getResourceAsStream("/cycles/cycles.json")) {
      cases = new JsonMapper().readTree(in);
    }
    for (JsonNode one : cases) {
      List<Integer> neurons = new ArrayList<>();
      one.get("neurons").forEach(n -> neurons.add(n.asInt()));
      int bands = one.get("bands").asInt();
      int channels = one.get("channels").asInt();
      EncoderSpec encoder =
          channels == 0
              ? new EncoderSpec.Direct()
              : channels == 2 * bands
                  ? new EncoderSpec.StepForward()
                  : new EncoderSpec.Residual(false);
      boolean adapts = one.get("adapts").asBoolean();
      String kind = (one.get("recurrent").asBoolean() ? "r" : "") + (adapts ? "adlif" : "lif");
      NetworkSpec spec =
          spec(
              bands,
              encoder,
              neurons,
              Neuron.named(kind),
              one.get("outputs").asInt(),
              one.get("steps").asInt());
      int lanes = one.get("lanes").asInt();
      Architecture machine = machine(lanes, 4 * lanes / one.get("q").asInt());
      if (!one.get("parallel").asBoolean()) {
        machine = machine.without(Mechanism.PARALLEL_STEPS);
      }
      if (!one.get("merged").asBoolean()) {
        machine = machine.without(Mechanism.MERGED_SPIKES);
      }
      ExpectedCycles found = ExpectedCycles.of(spec, machine, 4, one.get("bits").asDouble());
      assertEquals(one.get("base").asDouble(), found.base(), 1e-9);
      assertEquals(one.get("encoder").asDouble(), found.encoder());
      for (int l = 0; l < neurons.size(); l++) {
        assertEquals(one.get("perRate").get(l).asDouble(), found.perRate().get(l));
        assertEquals(one.get("perActive").get(l).asDouble(), found.perActive().get(l));
      }
    }
  }

  private static Architecture machine(int lanes, int weightBits) {
    Architecture roomy = Machines.roomy(lanes, 16);
    Map<Memory, MemoryShape> memories = new EnumMap<>(roomy.memories());
    memories.put(Memory.WEIGHT, new MemoryShape(weightBits, 1 << 20, 1, 0));
    return new Architecture("narrow", lanes, 100_000, 16, Set.copyOf(roomy.mechanisms()), memories);
  }

  /** Three lanes of 4 bits are two bytes; five neurons are two groups. */
  @Test
  void aWordThatIsNoWholeBytesIsReadInAsManyAsItTakes() {
    NetworkSpec spec =
        spec(2, new EncoderSpec.Residual(false), List.of(5), Neuron.named("lif"), 2, 1);
    for (int[] one : new int[][] {{16, 1, 1}, {8, 1, 2}, {4, 1, 4}, {4, 2, 2}, {4, 3, 2}}) {
      Architecture roomy = Machines.roomy(3, 16);
      Map<Memory, MemoryShape> memories = new EnumMap<>(roomy.memories());
      memories.put(Memory.WEIGHT, new MemoryShape(one[0], 1 << 20, one[1], 0));
      Architecture machine =
          new Architecture("odd", 3, 100_000, 16, Set.copyOf(roomy.mechanisms()), memories);
      // Eight channels, each of two groups.
      assertEquals(8 * 2 * one[2], ExpectedCycles.of(spec, machine, 4, 0).encoder());
    }
  }

  /** Where everything spikes there are no empty words: the sums are the machine's to the cycle. */
  @Test
  void whereEverythingSpikesTheyAreTheMachines() {
    NetworkSpec spec =
        spec(2, new EncoderSpec.Residual(false), List.of(5), Neuron.named("rlif"), 2, 2);
    for (Set<Mechanism> missing :
        List.of(
            Set.<Mechanism>of(),
            Set.of(Mechanism.PARALLEL_STEPS),
            Set.of(Mechanism.MERGED_SPIKES))) {
      Architecture machine = Machines.roomy(4, 4);
      for (Mechanism mechanism : missing) {
        machine = machine.without(mechanism);
      }
      FrameCounts counted =
          new CycleModel(TinyImage.frameWise(4, Packing.DENSE), machine)
              .frames(new byte[2 * CycleModelTest.FRAMES], CycleModelTest.everything())
              .get(1);
      ExpectedCycles found = ExpectedCycles.of(spec, machine, 4, 0);
      double expected =
          found.base() + found.encoder() + found.perRate().get(0) + found.perActive().get(0);
      assertEquals(counted.count(Event.CYCLES), expected, 1e-9, "without " + missing);
    }
  }
}
