package org.keyspike.simulator.machine;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.simulator.Machines;

/**
 * Images small enough to be worked out by hand: 2 bands, 5 neurons with 4-bit weights and two time
 * steps.
 *
 * <pre>
 * W[n, m] = (3 n + m) mod 15 − 7, (5, 4 channels of each band)
 * U[n, m] = 1 where n = m, else 0, (5, 5)
 * H[k, n] = n + 1 for k = 0, −n for k = 1, (2, 5)
 * </pre>
 */
public final class TinyImage {
  static final int BANDS = 2;
  static final int NEURONS = 5;
  static final int MEMBRANE_BITS = 16;

  private static final IntegerEncoder RESIDUAL =
      new IntegerEncoder.Residual(repeated(BANDS, 6), repeated(BANDS, 3));

  private TinyImage() {}

  /** A residual encoder, one recurrent layer, an answer every frame. */
  public static WeightImage frameWise(int lanes, Packing packing) {
    return Machines.image(
        model(RESIDUAL, layer(8, true), frameWiseReadout(), MEMBRANE_BITS), lanes, packing);
  }

  /** The same without U, and with an answer to a clip of so many frames. */
  public static WeightImage keyword(int lanes, int frames) {
    IntegerMatrix output = matrix(3, 2, (k, r) -> k - r);
    IntegerReadout readout =
        new IntegerReadout.Keyword(
            frameWiseWeight(), repeated(2, 0), 0, output, repeated(3, 0), frames, 0);
    return Machines.image(model(RESIDUAL, layer(8, false), readout, MEMBRANE_BITS), lanes);
  }

  /** Two channels of each band, and membranes of so many bits, adaptive or not. */
  static WeightImage stepForward(int lanes, int membraneBits, boolean adaptive) {
    IntegerLayer plain = layer(4, false);
    Optional<IntegerAdaptation> adaptation =
        adaptive
            ? Optional.of(
                new IntegerAdaptation(
                    repeated(NEURONS, 128), repeated(NEURONS, 0), repeated(NEURONS, 1)))
            : Optional.empty();
    IntegerLayer layer =
        new IntegerLayer(
            plain.weight(),
            plain.recurrent(),
            plain.bias(),
            plain.leak(),
            plain.threshold(),
            adaptation,
            0,
            0);
    IntegerEncoder encoder = new IntegerEncoder.StepForward(repeated(BANDS, 6));
    return Machines.image(model(encoder, layer, frameWiseReadout(), membraneBits), lanes);
  }

  /** Two channels of each band, and neurons that adapt. */
  public static WeightImage adaptive(int lanes) {
    return stepForward(lanes, MEMBRANE_BITS, true);
  }

  /** As if pruning had left bands 1 and 3 of 5, and neurons 0, 2, 3, 5 and 6 of 8. */
  static WeightImage pruned(int lanes, Packing packing) {
    return frameWise(lanes, packing)
        .withKept(
            List.of(
                new KeptIndices(KeptIndices.BANDS, 5, List.of(1, 3)),
                new KeptIndices(1, 8, List.of(0, 2, 3, 5, 6))));
  }

  private static IntegerModel model(
      IntegerEncoder encoder, IntegerLayer layer, IntegerReadout readout, int membraneBits) {
    return new LayeredModel(
        new FeatureSpec(BANDS, 1), encoder, List.of(layer), readout, 2, 4, membraneBits);
  }

  private static IntegerLayer layer(int channels, boolean recurrent) {
    return new IntegerLayer(
        matrix(NEURONS, channels, (n, m) -> (3 * n + m) % 15 - 7),
        recurrent
            ? Optional.of(matrix(NEURONS, NEURONS, (n, m) -> n == m ? 1 : 0))
            : Optional.empty(),
        repeated(NEURONS, 1),
        repeated(NEURONS, 200),
        repeated(NEURONS, 4),
        Optional.empty(),
        0,
        0);
  }

  private static IntegerMatrix frameWiseWeight() {
    return matrix(2, NEURONS, (k, n) -> k == 0 ? n + 1 : -n);
  }

  private static IntegerReadout frameWiseReadout() {
    return new IntegerReadout.FrameWise(frameWiseWeight(), repeated(2, 0), 0);
  }

  /** The weight of a row and a column. */
  private interface Weight {
    int of(int row, int column);
  }

  private static IntegerMatrix matrix(int rows, int columns, Weight weight) {
    byte[] values = new byte[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) weight.of(i / columns, i % columns);
    }
    return new IntegerMatrix(rows, columns, values);
  }

  private static IntegerVector repeated(int size, int value) {
    return new IntegerVector(IntStream.range(0, size).map(i -> value).toArray());
  }
}
