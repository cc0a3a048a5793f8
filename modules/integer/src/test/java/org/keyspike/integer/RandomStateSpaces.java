package org.keyspike.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceSpec;

/** Small networks with a state space of every form, drawn from a seed. */
public final class RandomStateSpaces {
  private final SplittableRandom random;
  private final int bits;
  private final StateSpaceSpec shape;
  private final OutputCode code;

  private RandomStateSpaces(long seed) {
    random = new SplittableRandom(seed);
    bits = random.nextInt(2, 9);
    code = code();
    int states = new int[] {4, 8, 16}[random.nextInt(3)];
    int heads = random.nextInt(1, 5);
    int most = Math.min(4, 14 - 8 - code.fraction());
    shape =
        new StateSpaceSpec(
            random.nextInt(1, 40),
            states,
            heads,
            random.nextInt(1, most + 1),
            random.nextInt(1, 5));
  }

  /** Any network. */
  public static StateSpaceModel model(long seed) {
    return new RandomStateSpaces(seed).model();
  }

  private OutputCode code() {
    return switch (random.nextInt(3)) {
      case 0 -> new OutputCode.Graded(random.nextInt(1, 5));
      case 1 -> new OutputCode.Spikes();
      default -> new OutputCode.PowersOfTwo(random.nextInt(2, 5));
    };
  }

  private StateSpaceModel model() {
    int bands = random.nextInt(1, 12);
    IntegerEncoder encoder =
        switch (random.nextInt(3)) {
          case 0 -> new IntegerEncoder.Direct();
          case 1 -> new IntegerEncoder.StepForward(vector(bands, 1, 40));
          default -> new IntegerEncoder.Residual(vector(bands, 1, 40), vector(bands, 1, 20));
        };
    int channels = encoder.channels(bands);
    int largest = encoder instanceof IntegerEncoder.Direct ? 255 : 1;
    int streamFraction = random.nextInt(Math.max(6, code.fraction()), 13);
    List<IntegerBlock> blocks = new ArrayList<>();
    IntegerMap embedding = map(shape.width(), channels, largest);
    Optional<IntegerVector> delays =
        random.nextInt(3) == 0
            ? Optional.of(vector(channels, 0, random.nextInt(1, 8)))
            : Optional.empty();
    int count = random.nextInt(1, 4);
    for (int l = 0; l < count; l++) {
      int n = shape.heads() * random.nextInt(1, 8);
      blocks.add(
          new IntegerBlock(
              map(shape.rows(n), shape.width(), code.largest()),
              map(shape.width(), n, code.largest()),
              threshold(shape.width())
                  .map(
                      u ->
                          new IntegerBlock.Thresholds(
                              u, threshold(n).orElseThrow(), threshold(n).orElseThrow())),
              random.nextInt(Math.max(8, StateSpaceFormat.leastValueFraction(shape, code)), 14)));
    }
    return new StateSpaceModel(
        new FeatureSpec(bands, 1),
        encoder,
        shape,
        code,
        new StateSpaceModel.Stream(embedding, delays, streamFraction),
        blocks,
        threshold(shape.width()),
        readout(),
        bits);
  }

  private IntegerReadout readout() {
    int classes = random.nextInt(2, 6);
    if (random.nextBoolean()) {
      return new IntegerReadout.FrameWise(
          matrix(classes, shape.width()), vector(classes, -900, 900), random.nextInt(-4, 9));
    }
    int hidden = random.nextInt(1, 40);
    return new IntegerReadout.Keyword(
        matrix(hidden, shape.width()),
        vector(hidden, -900, 900),
        random.nextInt(0, 9),
        matrix(classes, hidden),
        vector(classes, -900, 900),
        random.nextInt(1, 25),
        random.nextInt(-4, 9));
  }

  private IntegerMap map(int outputs, int inputs, int largest) {
    int room = 0;
    while (room < 15 && ((long) inputs * largest << bits + room) < 1 << 19) {
      room++;
    }
    return new IntegerMap(
        matrix(outputs, inputs),
        vector(outputs, -6_000, 9_000),
        random.nextInt(Math.max(0, room - 5), room + 1));
  }

  private Optional<IntegerVector> threshold(int neurons) {
    return code instanceof OutputCode.Graded
        ? Optional.of(vector(neurons, 0, 2_000))
        : Optional.empty();
  }

  private IntegerMatrix matrix(int rows, int columns) {
    byte[] values = new byte[rows * columns];
    int zeros = random.nextInt(4);
    for (int i = 0; i < values.length; i++) {
      int weight = random.nextInt(-(1 << bits - 1), 1 << bits - 1);
      values[i] = (byte) (random.nextInt(4) < zeros ? 0 : weight);
    }
    return new IntegerMatrix(rows, columns, values);
  }

  private IntegerVector vector(int size, int low, int high) {
    return new IntegerVector(random.ints(size, low, high + 1).toArray());
  }
}
