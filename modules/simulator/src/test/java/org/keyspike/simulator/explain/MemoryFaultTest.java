package org.keyspike.simulator.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.LaneField;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.MemoryFault;

/** Faults in every memory of the machine. */
class MemoryFaultTest {
  private static final long SEED = 20;
  private static final int FAULTS = 500;
  private static final int FRAMES = 10;
  private static final int[] LANES = {5, 16, 32};
  private static final int[] WORD_BITS = {7, 32, 64};

  /** What a fault came to. */
  private enum Verdict {
    EXPLAINED,
    MASKED,
    UNUSED,
    OVERWRITTEN
  }

  /**
   * The machine with a bit flipped says what a plain network with that bit of that number flipped
   * says. Where that is wrong, the explanation names the place; where it is right, the bit is no
   * part of a number, or is written before it is read, or the network shows that it is masked.
   */
  @Tag("slow")
  @Test
  void fiveHundredFaultsAreExplainedOrWithoutEffect() {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Memory, Map<Verdict, Integer>> verdicts = new EnumMap<>(Memory.class);
    Set<String> places = new TreeSet<>();
    int tried = 0;
    while (tried < FAULTS) {
      Case one = new Case(random.nextLong(), random);
      for (Memory memory : Memory.values()) {
        if (one.words(memory) == 0 || tried == FAULTS) {
          continue;
        }
        // Parameters and weights are of many kinds.
        int each = memory == Memory.PARAMETER ? 4 : memory == Memory.WEIGHT ? 3 : 2;
        for (int i = 0; i < each && tried < FAULTS; i++) {
          Verdict verdict = one.judge(one.fault(memory, random), places);
          verdicts
              .computeIfAbsent(memory, m -> new EnumMap<>(Verdict.class))
              .merge(verdict, 1, Integer::sum);
          tried++;
        }
      }
    }
    System.out.println("seed " + SEED + ", " + tried + " faults: " + verdicts);
    System.out.println("explained: " + places);
    for (LaneField field : LaneField.values()) {
      assertTrue(places.contains(field.key()), () -> field + " is not among " + places);
    }
    for (String matrix : List.of("W", "U", "H", "H1", "H2")) {
      assertTrue(
          places.stream().anyMatch(place -> place.matches(matrix + "\\d?")),
          () -> matrix + " is not among " + places);
    }
    for (Memory memory : Memory.values()) {
      int explained = verdicts.get(memory).getOrDefault(Verdict.EXPLAINED, 0);
      assertTrue(explained >= 5, () -> memory + ": " + verdicts.get(memory));
    }
  }

  /** A network, its image, a clip, and what is right. */
  private static final class Case {
    private final long seed;
    private final int lanes;
    private final int wordBits;
    private final WeightImage image;
    private final byte[] features;
    private final Trace expected;
    private final Machine sound;

    Case(long seed, SplittableRandom random) {
      this.seed = seed;
      lanes = LANES[random.nextInt(LANES.length)];
      wordBits = WORD_BITS[random.nextInt(WORD_BITS.length)];
      IntegerModel model = RandomModels.model(seed);
      features = RandomModels.features(model, FRAMES, seed);
      Packing packing = random.nextBoolean() ? Packing.DENSE : Packing.COMPRESSED;
      image = Machines.image(model, lanes, packing);
      expected = Trace.of(new IntegerNetwork(model), features);
      sound = machine();
    }

    private Machine machine() {
      return new Machine(image, Machines.roomy(lanes, wordBits));
    }

    int words(Memory memory) {
      return switch (memory) {
        case WEIGHT -> sound.weights().size();
        case SPIKE -> sound.spikes().words();
        default -> sound.shared(memory).words();
      };
    }

    private int bits(Memory memory) {
      return switch (memory) {
        case WEIGHT -> Byte.SIZE;
        case SPIKE -> wordBits;
        default -> lanes * sound.shared(memory).laneBits();
      };
    }

    MemoryFault fault(Memory memory, SplittableRandom random) {
      boolean lasting = memory == Memory.WEIGHT || memory == Memory.PARAMETER;
      return new MemoryFault(
          memory,
          random.nextInt(words(memory)),
          // Half of them in the first lanes, which are in use.
          random.nextInt(random.nextBoolean() ? bits(memory) : Math.max(1, bits(memory) / 4)),
          lasting ? 0 : random.nextInt(FRAMES + 1));
    }

    Verdict judge(MemoryFault fault, Set<String> places) {
      String what = "seed " + seed + ", lanes " + lanes + ", word " + wordBits + ": " + fault;
      Machine machine = machine();
      machine.inject(fault);
      Trace found = machine.run(features).trace();
      FaultyNetwork network = new FaultyNetwork(image, wordBits);
      Trace should = network.run(features, fault, image, sound.layout());
      TraceAgreement same = TraceAgreement.of(0, should, found);
      assertTrue(same.identical(), () -> what + ": " + same.first());
      TraceAgreement right = TraceAgreement.of(0, expected, found);
      Optional<Explanation> explanation =
          new Explainer(image, machine).explain(0, features, expected, Optional.of(image));
      assertEquals(right.first(), explanation.map(Explanation::mismatch), what);
      if (explanation.isPresent()) {
        assertEquals(FaultyNetwork.Bit.FLIPPED, network.bit(), what);
        named(fault, explanation.get(), what);
        // Without the numbers of layer, map, input, neuron, step.
        String first = explanation.get().differences().get(0).what();
        places.add(
            first.replaceFirst(" of (input|map).*", "").replaceAll("( of layer)? \\d.*", ""));
        return Verdict.EXPLAINED;
      }
      return switch (network.bit()) {
        case UNUSED -> Verdict.UNUSED;
        case OVERWRITTEN -> Verdict.OVERWRITTEN;
        case FLIPPED -> Verdict.MASKED;
      };
    }

    private void named(MemoryFault fault, Explanation explanation, String what) {
      List<Explanation.Difference> differences = explanation.differences();
      String text = what + System.lineSeparator() + explanation.text();
      Explanation.Difference first =
          differences.stream().findFirst().orElseThrow(() -> new AssertionError(text));
      if (fault.memory() == Memory.WEIGHT || fault.memory() == Memory.PARAMETER) {
        assertEquals(fault.memory(), first.memory().orElseThrow(), text);
        assertEquals(fault.address(), first.address(), text);
        assertEquals(fault.bit(), first.bit(), text);
        assertEquals(1, differences.size(), text);
        return;
      }
      // What a frame made of the fault is in the same lane of the same word.
      assertTrue(differences.stream().noneMatch(this::lasting), text);
      assertTrue(
          differences.stream()
              .anyMatch(
                  one ->
                      one.memory().equals(Optional.of(fault.memory()))
                          && one.address() == fault.address()
                          && lane(one.memory().get(), one.bit())
                              == lane(fault.memory(), fault.bit())),
          text);
    }

    private boolean lasting(Explanation.Difference one) {
      return one.memory().filter(m -> m == Memory.WEIGHT || m == Memory.PARAMETER).isPresent();
    }

    private int lane(Memory memory, int bit) {
      return memory == Memory.SPIKE ? bit : bit / sound.shared(memory).laneBits();
    }
  }
}
