package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.integer.IntegerBlock;
import org.keyspike.integer.IntegerMap;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceSpec;

/**
 * The {@linkplain LimitsNetwork network at the limits} beside an image with a state space: two
 * blocks of its form and states, so loud that streams, values and membranes saturate at both ends,
 * some heads sleep in some frames and others take eight ticks, and states take events with the same
 * sign for as long as their half-life.
 *
 * <p>4 bands, a residual encoder, a stream of 12 values, 8 channels a block in 2 heads, a keyword
 * readout of 40 hidden units and 4 classes; one clip of 300 frames.
 */
final class LimitsStateSpace {
  private static final int WIDTH = 12;
  private static final int CHANNELS = 8;
  private static final int HEADS = 2;
  private static final int BLOCKS = 2;

  private final LimitsNumbers numbers;
  private final StateSpaceSpec shape;
  private final OutputCode code;
  private final int weight;
  private final int streamFraction;
  private final int valueFraction;

  private LimitsStateSpace(int weightBits, StateSpaceImage like) {
    numbers = new LimitsNumbers(weightBits);
    weight = 1 << weightBits - 1;
    StateSpaceSpec own = like.shape();
    shape = new StateSpaceSpec(WIDTH, own.states(), HEADS, own.levels(), own.gateLevels());
    code = like.code();
    streamFraction = Math.max(12, StateSpaceFormat.leastStreamFraction(code));
    valueFraction = Math.max(12, StateSpaceFormat.leastValueFraction(shape, code));
  }

  /** The model beside an image. */
  static StateSpaceModel model(WeightImage image, StateSpaceImage like) {
    return new LimitsStateSpace(image.weightBits(), like).model(image.weightBits(), like);
  }

  private StateSpaceModel model(int weightBits, StateSpaceImage like) {
    Optional<Integer> most =
        like.stream().delays().map(d -> Arrays.stream(d.values()).max().orElse(0));
    int channels = 4 * LimitsNetwork.BANDS;
    IntegerMap embedding = map(WIDTH, channels, 1);
    Optional<IntegerVector> delays =
        most.map(longest -> numbers.vector(channels, 0, 1, longest / 2, longest, longest));
    List<IntegerBlock> blocks = new ArrayList<>();
    for (int l = 0; l < BLOCKS; l++) {
      blocks.add(
          new IntegerBlock(
              map(shape.rows(CHANNELS), WIDTH, code.largest()),
              map(WIDTH, CHANNELS, code.largest()),
              thresholds(WIDTH)
                  .map(u -> new IntegerBlock.Thresholds(u, of(CHANNELS), of(CHANNELS))),
              valueFraction));
    }
    return new StateSpaceModel(
        new FeatureSpec(LimitsNetwork.BANDS, 1),
        LimitsNetwork.ENCODER,
        shape,
        code,
        new StateSpaceModel.Stream(embedding, delays, streamFraction),
        blocks,
        thresholds(WIDTH),
        LimitsNetwork.readout(numbers, WIDTH, code.largest(), weight),
        weightBits);
  }

  /** A map whose largest sums are a few times what 16 bits hold. */
  private IntegerMap map(int outputs, int inputs, int largest) {
    int shift = 0;
    while (shift < 15 && (long) inputs * largest * weight << shift < 1 << 17) {
      shift++;
    }
    return new IntegerMap(
        numbers.matrix(outputs, inputs),
        numbers.vector(outputs, 0, 0, 1 << 12, -(1 << 12), Short.MAX_VALUE, Short.MIN_VALUE),
        shift);
  }

  private Optional<IntegerVector> thresholds(int neurons) {
    return code instanceof OutputCode.Graded ? Optional.of(of(neurons)) : Optional.empty();
  }

  private IntegerVector of(int neurons) {
    return numbers.vector(neurons, 0, 1, 1 << 10, 1 << 12, Short.MAX_VALUE);
  }
}
