package org.keyspike.hardware;

import java.util.Optional;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerVector;

/**
 * One layer of an image: an {@link IntegerLayer} with packed weights.
 *
 * @param weight W
 * @param recurrent U; empty for a feed-forward layer
 * @param bias b
 * @param leak q
 * @param threshold θ
 * @param adaptation what its neurons adapt by; empty for a layer without adaptation
 * @param shiftWeight left shift of W s
 * @param shiftRecurrent left shift of U s
 * @param code what its neurons fire
 * @param delays d, whole frames that each input comes late; empty where none does
 */
public record LayerImage(
    PackedMatrix weight,
    Optional<PackedMatrix> recurrent,
    IntegerVector bias,
    IntegerVector leak,
    IntegerVector threshold,
    Optional<IntegerAdaptation> adaptation,
    int shiftWeight,
    int shiftRecurrent,
    IntegerCode code,
    Optional<IntegerVector> delays) {

  static LayerImage of(IntegerLayer layer, int bits, int lanes, Packing packing) {
    return new LayerImage(
        packing.pack(layer.weight(), bits, lanes),
        layer.recurrent().map(matrix -> packing.pack(matrix, bits, lanes)),
        layer.bias(),
        layer.leak(),
        layer.threshold(),
        layer.adaptation(),
        layer.shiftWeight(),
        layer.shiftRecurrent(),
        layer.code(),
        layer.delays());
  }

  /** N. */
  public int neurons() {
    return weight.rows();
  }

  /** The first format version that can say what it fires and how late its inputs come. */
  int since() {
    if (code.resetsToZero()) {
      return ImageFormat.RESETS_SINCE;
    }
    boolean plain = code.equals(IntegerCode.SPIKES) && delays.isEmpty();
    return plain ? ImageFormat.WHOLE_SINCE : ImageFormat.CODES_SINCE;
  }

  /** The same layer with other weights of its inputs. */
  public LayerImage withWeight(PackedMatrix other) {
    return new LayerImage(
        other,
        recurrent,
        bias,
        leak,
        threshold,
        adaptation,
        shiftWeight,
        shiftRecurrent,
        code,
        delays);
  }

  IntegerLayer layer() {
    return new IntegerLayer(
        weight.unpack(),
        recurrent.map(PackedMatrix::unpack),
        bias,
        leak,
        threshold,
        adaptation,
        shiftWeight,
        shiftRecurrent,
        code,
        delays);
  }
}
