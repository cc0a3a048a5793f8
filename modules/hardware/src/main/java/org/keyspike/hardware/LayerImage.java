package org.keyspike.hardware;

import java.util.Optional;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerVector;

/**
 * One layer of an image: an {@link IntegerLayer} with packed weights.
 *
 * @param weight W
 * @param recurrentOrNull U, or null for a feed-forward layer
 * @param bias b
 * @param leak q
 * @param threshold θ
 * @param adaptationOrNull what its neurons adapt by, or null for a layer without adaptation
 * @param shiftWeight left shift of W s
 * @param shiftRecurrent left shift of U s
 */
public record LayerImage(
    PackedMatrix weight,
    PackedMatrix recurrentOrNull,
    IntegerVector bias,
    IntegerVector leak,
    IntegerVector threshold,
    IntegerAdaptation adaptationOrNull,
    int shiftWeight,
    int shiftRecurrent) {

  static LayerImage of(IntegerLayer layer, int bits, int lanes, Packing packing) {
    return new LayerImage(
        packing.pack(layer.weight(), bits, lanes),
        layer.recurrent().map(matrix -> packing.pack(matrix, bits, lanes)).orElse(null),
        layer.bias(),
        layer.leak(),
        layer.threshold(),
        layer.adaptationOrNull(),
        layer.shiftWeight(),
        layer.shiftRecurrent());
  }

  /** N. */
  public int neurons() {
    return weight.rows();
  }

  /** U, if the layer is recurrent. */
  public Optional<PackedMatrix> recurrent() {
    return Optional.ofNullable(recurrentOrNull);
  }

  /** What its neurons adapt by, if they do. */
  public Optional<IntegerAdaptation> adaptation() {
    return Optional.ofNullable(adaptationOrNull);
  }

  IntegerLayer layer() {
    return new IntegerLayer(
        weight.unpack(),
        recurrent().map(PackedMatrix::unpack).orElse(null),
        bias,
        leak,
        threshold,
        adaptationOrNull,
        shiftWeight,
        shiftRecurrent);
  }
}
