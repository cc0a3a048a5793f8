package org.keyspike.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.network.FeatureSpec;

/**
 * The network at the limits: a small one, made by rule, that goes beside every exported image,
 * because trained networks hardly ever reach the ends of their number ranges and so do not tell a
 * device that leaves saturation out from one that does not. In its known answers membranes saturate
 * at both ends, adaptations do, potentials equal thresholds, counts pass 8 bits, sums of the
 * readout and logits pass 16 bits, and hidden units are below 0, between, and clipped at 255.
 *
 * <p>It has 4 bands, a residual encoder, 24 recurrent neurons, 48 adaptive recurrent neurons, a
 * keyword readout of 40 hidden units, 4 classes and one clip of 300 frames; time steps, widths,
 * lanes and packing are those of the image that it goes beside. Its {@linkplain LimitsNumbers
 * numbers} are drawn in the order of this class.
 *
 * <p>Beside an image with layers that do not fire spikes, both layers fire by the code of the first
 * of these and the second does not adapt (graded outputs with the shift at which half of the
 * largest membrane gives the largest); beside one with delays, the inputs of both come late by
 * nothing, one frame, half of the longest delay, or all of it. Beside one with a state space it is
 * {@link LimitsStateSpace}.
 */
public final class LimitsNetwork {
  /** T. */
  public static final int FRAMES = 300;

  /** Name of the image file, in a folder with one image. */
  public static final String IMAGE_FILE = "limits.kswi";

  /** Name of the file of known answers, in a folder with one image. */
  public static final String ANSWERS_FILE = "limits.kska";

  static final int BANDS = 4;
  static final IntegerEncoder ENCODER =
      new IntegerEncoder.Residual(
          new IntegerVector(1, 32, 85, 255), new IntegerVector(1, 16, 5, 255));
  private static final int FIRST = 24;
  private static final int SECOND = 48;
  private static final int HIDDEN = 40;
  private static final int CLASSES = 4;

  /** Frames in which features stay as they are, so that encoder and neurons come to rest. */
  private static final int HOLD = 7;

  private final int weight;
  private final int membrane;
  private final Outputs outputs;
  private final LimitsNumbers numbers;

  /**
   * What its layers fire, and how late they hear it.
   *
   * @param code of both layers
   * @param mostDelay in frames; empty without delays
   */
  private record Outputs(IntegerCode code, Optional<Integer> mostDelay) {
    private static final Outputs USUAL = new Outputs(IntegerCode.SPIKES, Optional.empty());

    static Outputs of(WeightImage image) {
      return new Outputs(
          image.layers().stream()
              .map(LayerImage::code)
              .filter(code -> !code.equals(IntegerCode.SPIKES))
              .findFirst()
              .map(code -> within(code, image.membraneBits()))
              .orElse(IntegerCode.SPIKES),
          image.layers().stream()
              .flatMap(layer -> layer.delays().stream())
              .map(LimitsNetwork::longest)
              .max(Integer::compare));
    }

    private static IntegerCode within(IntegerCode code, int membraneBits) {
      return code instanceof IntegerCode.Graded graded
          ? new IntegerCode.Graded(graded.bits(), Math.max(0, membraneBits - 2 - graded.bits()))
          : code;
    }

    /** How many times 2 the largest output is: what is shifted so much less stays exact. */
    int room() {
      return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(code.largest());
    }
  }

  private LimitsNetwork(Arithmetic arithmetic, Outputs outputs) {
    weight = 1 << arithmetic.weightBits() - 1;
    membrane = 1 << arithmetic.membraneBits() - 1;
    this.outputs = outputs;
    numbers = new LimitsNumbers(arithmetic.weightBits());
  }

  private static int longest(IntegerVector delays) {
    return Arrays.stream(delays.values()).max().orElse(0);
  }

  /** The image that goes beside another one. */
  public static WeightImage beside(WeightImage image) {
    boolean compressed = image.matrices().stream().anyMatch(matrix -> matrix.word().compressed());
    Packing packing = compressed ? Packing.COMPRESSED : Packing.DENSE;
    return image
        .stateSpace()
        .map(blocks -> image(LimitsStateSpace.model(image, blocks), image.lanes(), packing))
        .orElseGet(() -> of(image.arithmetic(), packing, Outputs.of(image)));
  }

  /** The image for these sizes, of spikes without delays. */
  public static WeightImage of(Arithmetic arithmetic, Packing packing) {
    return of(arithmetic, packing, Outputs.USUAL);
  }

  private static WeightImage of(Arithmetic arithmetic, Packing packing, Outputs outputs) {
    return image(
        new LimitsNetwork(arithmetic, outputs).model(arithmetic), arithmetic.lanes(), packing);
  }

  private static WeightImage image(IntegerModel model, int lanes, Packing packing) {
    return WeightImage.of(
        model,
        List.of("a", "b", "c", "d"),
        Map.of("made", "network at the limits"),
        lanes,
        packing);
  }

  /** The known answers of an image of this kind. */
  public static KnownAnswers answers(WeightImage limits) {
    return KnownAnswers.of(
        limits, List.of(new LimitsNetwork(limits.arithmetic(), Outputs.USUAL).features()));
  }

  private IntegerModel model(Arithmetic arithmetic) {
    int shift = Math.max(0, arithmetic.membraneBits() - arithmetic.weightBits());
    boolean spikes = outputs.code().equals(IntegerCode.SPIKES);
    int room = outputs.room();
    IntegerLayer first = layer(FIRST, 4 * BANDS, shift, shift - 1 - room, Optional.empty());
    IntegerLayer second =
        layer(
            SECOND,
            FIRST,
            Math.max(0, shift - room),
            shift - 1 - room,
            spikes ? Optional.of(adaptation()) : Optional.empty());
    return new LayeredModel(
        new FeatureSpec(BANDS, 1),
        ENCODER,
        List.of(first, second),
        readout(numbers, SECOND, outputs.code().largest(), weight),
        arithmetic.timeSteps(),
        arithmetic.weightBits(),
        arithmetic.membraneBits());
  }

  private IntegerLayer layer(
      int neurons,
      int inputs,
      int shift,
      int shiftRecurrent,
      Optional<IntegerAdaptation> adaptation) {
    int largest = Math.min(membrane - 1, Short.MAX_VALUE);
    return new IntegerLayer(
        numbers.matrix(neurons, inputs),
        Optional.of(numbers.matrix(neurons, neurons)),
        numbers.vector(
            neurons, 0, 0, membrane / 3, -membrane / 3, Short.MAX_VALUE, Short.MIN_VALUE),
        numbers.vector(neurons, 255, 255, 254, 128, 1, 0),
        thresholds(numbers.vector(neurons, 1, largest, largest, membrane / 2, membrane / 3)),
        adaptation,
        shift,
        Math.max(0, shiftRecurrent),
        outputs.code(),
        outputs.mostDelay().map(most -> numbers.vector(inputs, 0, 1, most / 2, most, most)));
  }

  /** The multiples above them that a code asks for, or below them where there is none above. */
  private IntegerVector thresholds(IntegerVector drawn) {
    int step = outputs.code() instanceof IntegerCode.PowersOfTwo ? outputs.code().largest() : 1;
    int[] values = drawn.values();
    for (int n = 0; n < values.length; n++) {
      values[n] = Math.min(values[n] + step - 1, Short.MAX_VALUE) / step * step;
    }
    return new IntegerVector(values);
  }

  private IntegerAdaptation adaptation() {
    return new IntegerAdaptation(
        numbers.vector(SECOND, 255, 255, 250, 128, 1, 0),
        numbers.vector(SECOND, 127, -128, 1, -1, 0),
        numbers.vector(SECOND, Short.MAX_VALUE, Short.MIN_VALUE, membrane / 3, -membrane / 3, 0));
  }

  /**
   * The readout of so many inputs.
   *
   * @param largest output of what it reads
   * @param weight magnitude of the smallest weight
   */
  static IntegerReadout readout(LimitsNumbers numbers, int inputs, int largest, int weight) {
    // A quarter of the largest sum is then a hidden unit of 255.
    int shift = 0;
    while ((long) inputs * weight * FRAMES * largest >> shift > 4 * 255) {
      shift++;
    }
    return new IntegerReadout.Keyword(
        numbers.signs(HIDDEN, inputs),
        numbers.vector(HIDDEN, 0, 1, Short.MAX_VALUE, Short.MIN_VALUE),
        shift,
        numbers.signs(CLASSES, HIDDEN),
        new IntegerVector(Short.MAX_VALUE, Short.MIN_VALUE, 0, -1),
        FRAMES,
        0);
  }

  /** Leaps between the ends of a byte, small steps, and rests. */
  private byte[] features() {
    byte[] features = new byte[FRAMES * BANDS];
    for (int t = 0; t < FRAMES; t++) {
      for (int band = 0; band < BANDS; band++) {
        int before = t == 0 ? 0 : features[(t - 1) * BANDS + band] & 0xFF;
        int next =
            t / HOLD % 3 == 2
                ? before
                : numbers.choose(0, 255, 128, 127, before, before ^ 1, before ^ 16);
        features[t * BANDS + band] = (byte) next;
      }
    }
    return features;
  }
}
