package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceSpec;

/** What a state space of integers may be, and what no golden case shows of it. */
class StateSpaceModelTest {
  private static final StateSpaceSpec SHAPE = new StateSpaceSpec(2, 4, 1, 3, 3);
  private static final OutputCode GRADED = new OutputCode.Graded(4);
  private static final int ROWS = SHAPE.rows(2);

  private static IntegerMap map(int rows, int columns, int weight, int bias, int shift) {
    byte[] weights = new byte[rows * columns];
    Arrays.fill(weights, (byte) weight);
    return new IntegerMap(new IntegerMatrix(rows, columns, weights), all(rows, bias), shift);
  }

  private static IntegerVector all(int size, int value) {
    int[] values = new int[size];
    Arrays.fill(values, value);
    return new IntegerVector(values);
  }

  private static IntegerBlock.Thresholds thresholds(int value) {
    return new IntegerBlock.Thresholds(all(2, value), all(2, value), all(2, value));
  }

  private static StateSpaceModel model(
      StateSpaceSpec shape,
      IntegerMap embedding,
      int streamFraction,
      IntegerMap in,
      IntegerMap out,
      int valueFraction,
      Optional<IntegerVector> threshold) {
    return new StateSpaceModel(
        new FeatureSpec(1, 1),
        new IntegerEncoder.Direct(),
        shape,
        GRADED,
        new StateSpaceModel.Stream(embedding, Optional.empty(), streamFraction),
        List.of(new IntegerBlock(in, out, Optional.of(thresholds(0)), valueFraction)),
        threshold,
        new IntegerReadout.FrameWise(
            new IntegerMatrix(2, 2, new byte[] {1, 0, 0, 1}), all(2, 0), 0),
        4);
  }

  private static StateSpaceModel usual(IntegerMap embedding, IntegerMap in, IntegerMap out) {
    return model(SHAPE, embedding, 6, in, out, 6, Optional.of(all(2, 0)));
  }

  private static final IntegerMap EMBEDDING = map(2, 1, 1, 0, 3);
  private static final IntegerMap IN = map(ROWS, 2, 1, 0, 2);
  private static final IntegerMap OUT = map(2, 2, 1, 0, 2);

  @Test
  void sumsSaturateAtSixteenBitsAndTheStreamOnce() {
    StateSpaceModel loud =
        usual(map(2, 1, 7, 32_767, 4), map(ROWS, 2, 7, 32_700, 5), map(2, 2, -8, -32_768, 0));
    IntegerStateSpace network = new IntegerStateSpace(loud);
    network.step(new byte[] {(byte) 255}, 0);
    BlockState block = network.block(0);
    // 255 · 7 · 16 + 32767 in the embedding, and u is 15 twice.
    assertArrayEquals(new byte[] {15, 15}, network.events(0).get(0));
    int[] rows = new int[ROWS];
    Arrays.fill(rows, 32_767);
    assertArrayEquals(rows, block.rows());
    // What is added, −8 · 15 · 2 − 32768, is beyond 16 bits itself; its sum with r is not.
    assertArrayEquals(new byte[] {15, 15}, network.events(0).get(2));
    assertArrayEquals(new int[] {-241, -241}, network.stream());
    assertArrayEquals(new int[] {8}, block.ticks());
  }

  /** Rounded the other way, −1 behind a gate of a half would stay −1. */
  @Test
  void shiftsRoundTowardsZero() {
    assertEquals(0, SixteenBits.towardsZero(-1, 1));
    assertEquals(-1, SixteenBits.towardsZero(-3, 1));
    assertEquals(1, SixteenBits.towardsZero(3, 1));
    assertEquals(0, SixteenBits.towardsZero(-32_768, 16));
  }

  /** So that a state may be left alone and caught up later. */
  @Property
  void twoShiftsAreOne(
      @ForAll @IntRange(min = -32_768, max = 32_767) int value,
      @ForAll @IntRange(max = 15) int first,
      @ForAll @IntRange(max = 15) int second) {
    assertEquals(
        SixteenBits.towardsZero(value, first + second),
        SixteenBits.towardsZero(SixteenBits.towardsZero(value, first), second));
  }

  @Property
  void exponentsAreThoseOfTheLargestPowerWithin(
      @ForAll @IntRange(min = -100, max = 300) int value,
      @ForAll @IntRange(min = 1, max = 4) int n) {
    int k = SixteenBits.exponent(value, 6, n);
    double power = OutputCode.power(value / 64f, n);
    assertEquals(power, k < 0 ? 0 : Math.scalb(1.0, -k));
  }

  /** The second time the clock begins anew halfway, at the same phase of every half-life. */
  @Test
  void statesFadeWhileTheClockWraps() {
    byte[] weights = new byte[ROWS * 2];
    int[] bias = new int[ROWS];
    Arrays.fill(weights, 0, 4, (byte) 4);
    Arrays.fill(bias, SHAPE.writeRow(2), SHAPE.stepRow(2), 64);
    bias[SHAPE.stepRow(2)] = 3 << 6;
    IntegerMap in = new IntegerMap(new IntegerMatrix(ROWS, 2, weights), new IntegerVector(bias), 2);
    IntegerStateSpace network = new IntegerStateSpace(usual(EMBEDDING, in, OUT));
    byte[] loud = {100};
    byte[] silent = {0};
    int[] first = fade(network, loud, silent);
    for (int t = 0; t < (1 << 16) / 8 - 32 - 64; t++) {
      network.step(silent, 0);
    }
    assertArrayEquals(new int[8], network.states(0));
    assertArrayEquals(first, fade(network, loud, silent));
    assertTrue(Arrays.stream(first).anyMatch(state -> state != 0));
  }

  private static int[] fade(IntegerStateSpace network, byte[] loud, byte[] silent) {
    for (int t = 0; t < 32; t++) {
      network.step(loud, 0);
    }
    for (int t = 0; t < 32; t++) {
      network.step(silent, 0);
    }
    return network.states(0).clone();
  }

  @Test
  void whatDoesNotFitIsNamed() {
    usual(EMBEDDING, IN, OUT);
    refused("embedding", () -> usual(map(2, 2, 1, 0, 3), IN, OUT));
    refused("blocks[0].in", () -> usual(EMBEDDING, map(ROWS + 1, 2, 1, 0, 2), OUT));
    refused("blocks[0].out", () -> usual(EMBEDDING, IN, map(3, 2, 1, 0, 2)));
    refused("blocks[0].out", () -> usual(EMBEDDING, IN, map(2, 2, 9, 0, 2)));
    refused("embedding: worst-case sum", () -> usual(map(2, 1, 7, 0, 15), IN, OUT));
    refused("map.shift", () -> map(2, 1, 1, 0, 16));
    refused("map.bias", () -> map(2, 1, 1, 40_000, 0));
    Optional<IntegerVector> threshold = Optional.of(all(2, 0));
    refused("stream.fraction", () -> model(SHAPE, EMBEDDING, 2, IN, OUT, 6, threshold));
    refused("stream.fraction", () -> model(SHAPE, EMBEDDING, 15, IN, OUT, 6, threshold));
    refused("blocks[0].valueFraction", () -> model(SHAPE, EMBEDDING, 6, IN, OUT, 14, threshold));
    refused("blocks[0].valueFraction", () -> model(SHAPE, EMBEDDING, 6, IN, OUT, 2, threshold));
    refused("threshold.threshold", () -> model(SHAPE, EMBEDDING, 6, IN, OUT, 6, Optional.empty()));
    refused(
        "threshold.threshold",
        () -> model(SHAPE, EMBEDDING, 6, IN, OUT, 6, Optional.of(all(2, -1))));
    // F_s of the longest half-lives is 6, of graded outputs of four bits with four levels too few.
    StateSpaceSpec fine = new StateSpaceSpec(2, 8, 1, 4, 3);
    refused(
        "stateSpace.levels",
        () -> model(fine, EMBEDDING, 6, map(fine.rows(2), 2, 1, 0, 2), OUT, 6, threshold));
    assertEquals(6, StateSpaceFormat.stateFraction(SHAPE));
    assertEquals(6, StateSpaceFormat.stateFraction(fine));
  }

  private static void refused(String field, Runnable made) {
    SpecException refusal = assertThrows(SpecException.class, made::run);
    assertEquals(field, refusal.field(), refusal.getMessage());
  }

  /** By stamps and without a write where nothing happens, as a machine may keep them. */
  @Test
  void statesThatAreLeftAloneAreTheSame() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 200; trial++) {
      int life = 1 + random.nextInt(8);
      int eager = 0;
      int stored = 0;
      int stamp = 0;
      int clock = random.nextInt(1 << 16);
      stamp = clock;
      for (int t = 0; t < 300; t++) {
        int ticks = random.nextInt(4) == 0 ? 0 : 1 << random.nextInt(4);
        int halvings = ((clock & ((1 << life) - 1)) + ticks) >> life;
        clock += ticks;
        eager = SixteenBits.towardsZero(eager, halvings);
        if (random.nextInt(20) == 0) {
          int taken = random.nextInt(-400, 401);
          eager += taken;
          int passed = (clock >> life) - (stamp >> life);
          stored = SixteenBits.towardsZero(stored, Math.min(31, passed)) + taken;
          stamp = clock;
        }
        int passed = (clock >> life) - (stamp >> life);
        assertEquals(
            eager,
            SixteenBits.towardsZero(stored, Math.min(31, passed)),
            "seed 11, trial " + trial + ", frame " + t);
      }
    }
  }
}
