package org.keyspike.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Reset;

/** Random models of every form, and random features for them, drawn from a seed. */
public final class RandomModels {
  private final SplittableRandom random;
  private final boolean everyKind;

  private RandomModels(long seed, boolean everyKind) {
    random = new SplittableRandom(seed);
    this.everyKind = everyKind;
  }

  /**
   * A model that fires spikes which come at once: one to three layers of 1 to 70 neurons, some
   * feed-forward, some adaptive, some sparse, any encoder (with steps of every band), readout,
   * number of time steps, weight and membrane bits.
   */
  public static IntegerModel model(long seed) {
    return new RandomModels(seed, false).model();
  }

  /** The same with layers of every code and with delays, some of them of all inputs or of none. */
  public static IntegerModel everyKind(long seed) {
    return new RandomModels(seed, true).model();
  }

  /** A model whose layers that fire spikes are reset to zero, and so do not adapt. */
  public static IntegerModel resetToZero(IntegerModel model) {
    return new LayeredModel(
        model.features(),
        model.encoder(),
        model.layers().stream().map(RandomModels::resetToZero).toList(),
        model.readout(),
        model.timeSteps(),
        model.weightBits(),
        model.membraneBits());
  }

  private static IntegerLayer resetToZero(IntegerLayer layer) {
    return layer.code() instanceof IntegerCode.Spikes
        ? new IntegerLayer(
            layer.weight(),
            layer.recurrent(),
            layer.bias(),
            layer.leak(),
            layer.threshold(),
            Optional.empty(),
            layer.shiftWeight(),
            layer.shiftRecurrent(),
            new IntegerCode.Spikes(Reset.ZERO),
            layer.delays())
        : layer;
  }

  /** Frames of a random walk, (T, C) unsigned bytes. */
  public static byte[] features(IntegerModel model, int frames, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int bands = model.features().bands();
    byte[] features = new byte[frames * bands];
    int[] level = random.ints(bands, 0, 256).toArray();
    for (int i = 0; i < features.length; i++) {
      int c = i % bands;
      level[c] = Math.max(0, Math.min(255, level[c] + random.nextInt(-30, 31)));
      features[i] = (byte) level[c];
    }
    return features;
  }

  private IntegerModel model() {
    int bands = random.nextInt(1, 24);
    int bits = random.nextInt(2, 9);
    int membraneBits = random.nextInt(8, 17);
    IntegerEncoder encoder = encoder(bands);
    int largest = encoder instanceof IntegerEncoder.Direct ? 255 : 1;
    int inputs = encoder.channels(bands);
    List<IntegerLayer> layers = new ArrayList<>();
    int count = random.nextInt(1, 4);
    for (int l = 0; l < count; l++) {
      layers.add(layer(inputs, largest, bits, membraneBits));
      inputs = layers.get(l).neurons();
      largest = layers.get(l).code().largest();
    }
    int steps = random.nextInt(1, 3);
    return new LayeredModel(
        new FeatureSpec(bands, 1),
        encoder,
        layers,
        readout(inputs, bits),
        steps,
        bits,
        membraneBits);
  }

  private IntegerEncoder encoder(int bands) {
    return switch (random.nextInt(3)) {
      case 0 -> new IntegerEncoder.Direct();
      case 1 -> new IntegerEncoder.StepForward(vector(bands, 1, 30));
      default -> new IntegerEncoder.Residual(vector(bands, 1, 30), vector(bands, 1, 15));
    };
  }

  private IntegerLayer layer(int inputs, int largestInput, int bits, int membraneBits) {
    int n = random.nextInt(1, 71);
    IntegerMatrix weight = matrix(n, inputs, bits);
    IntegerMatrix recurrent = random.nextInt(4) == 0 ? null : matrix(n, n, bits);
    int membraneMax = (1 << (membraneBits - 1)) - 1;
    IntegerCode code = everyKind ? code(membraneBits) : IntegerCode.SPIKES;
    long worst =
        Math.max(
            weight.largestRowMagnitude() * largestInput,
            recurrent == null ? 0 : recurrent.largestRowMagnitude() * code.largest());
    int shift = 0;
    while (shift < 15 && (worst << (shift + 1)) < 1 << 22) {
      shift++;
    }
    return new IntegerLayer(
        weight,
        Optional.ofNullable(recurrent),
        vector(n, -membraneMax / 4, membraneMax / 4),
        vector(n, 0, 255),
        threshold(n, code, membraneMax),
        code instanceof IntegerCode.Spikes && !random.nextBoolean()
            ? Optional.of(adaptation(n, membraneMax))
            : Optional.empty(),
        random.nextInt(shift + 1),
        recurrent == null ? 0 : random.nextInt(shift + 1),
        code,
        everyKind && random.nextBoolean() ? Optional.of(delays(inputs)) : Optional.empty());
  }

  private IntegerCode code(int membraneBits) {
    return switch (random.nextInt(3)) {
      case 0 -> IntegerCode.SPIKES;
      case 1 -> new IntegerCode.PowersOfTwo(random.nextInt(2, 5));
      default -> new IntegerCode.Graded(random.nextInt(1, 5), random.nextInt(membraneBits));
    };
  }

  private IntegerVector threshold(int n, IntegerCode code, int membraneMax) {
    if (code instanceof IntegerCode.PowersOfTwo) {
      int most = random.nextInt(1, membraneMax / code.largest() + 1);
      int[] steps = random.ints(n, 1, most + 1).map(step -> step * code.largest()).toArray();
      return new IntegerVector(steps);
    }
    int smallest = code instanceof IntegerCode.Graded ? 0 : 1;
    return vector(n, smallest, random.nextInt(2, membraneMax + 1));
  }

  private IntegerVector delays(int inputs) {
    int most = random.nextInt(3) == 0 ? IntegerLayer.LARGEST_DELAY : random.nextInt(16);
    return vector(inputs, random.nextInt(4) == 0 ? most : 0, most);
  }

  private IntegerAdaptation adaptation(int n, int membraneMax) {
    int jump = random.nextInt(4) == 0 ? Short.MAX_VALUE : membraneMax / 4;
    return new IntegerAdaptation(
        vector(n, 0, 255), vector(n, -128, 127), vector(n, -jump - 1, jump));
  }

  private IntegerReadout readout(int inputs, int bits) {
    int classes = random.nextInt(2, 40);
    if (random.nextBoolean()) {
      return new IntegerReadout.FrameWise(
          matrix(classes, inputs, bits), vector(classes, -32768, 32767), random.nextInt(-4, 12));
    }
    int hidden = random.nextInt(1, 40);
    return new IntegerReadout.Keyword(
        matrix(hidden, inputs, bits),
        vector(hidden, -2000, 2000),
        random.nextInt(0, 8),
        matrix(classes, hidden, bits),
        vector(classes, -32768, 32767),
        random.nextInt(1, 120),
        random.nextInt(-4, 12));
  }

  private IntegerMatrix matrix(int rows, int columns, int bits) {
    byte[] values = new byte[rows * columns];
    double kept = random.nextDouble();
    int limit = 1 << (bits - 1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (random.nextDouble() < kept ? random.nextInt(-limit, limit) : 0);
    }
    return new IntegerMatrix(rows, columns, values);
  }

  private IntegerVector vector(int size, int low, int high) {
    return new IntegerVector(random.ints(size, low, high + 1).toArray());
  }
}
