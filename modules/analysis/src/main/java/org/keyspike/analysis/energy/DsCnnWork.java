package org.keyspike.analysis.energy;

import java.util.List;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.energy.ProductWork;
import org.keyspike.training.dscnn.ConvolutionShape;
import org.keyspike.training.dscnn.DsCnnSpec;
import org.keyspike.training.dscnn.Plane;

/**
 * The work of a DS-CNN on lanes that multiply, each of which sums one output: the channels of a
 * place side by side, and where lanes are left those of more places. A cycle reads the weights of
 * all channels once for all places, and the value under the window once for all channels that read
 * it; another cycle rounds and writes. Nothing is skipped.
 */
final class DsCnnWork {
  private static final int BYTE = 8;

  /** Bias and multiplier of 32 bits and a shift of 8. */
  private static final int PARAMETER_BITS = 72;

  private static final int LOGIT_BITS = 32;

  private DsCnnWork() {}

  /** One answer of a network. */
  static ProductWork of(DsCnnSpec spec, int lanes) {
    long cycles = 0;
    long products = 0;
    long outputs = 0;
    long weightBits = 0;
    long parameterBits = 0;
    long valueBits = 0;
    for (ConvolutionShape layer : spec.layers()) {
      int channels = layer.out().channels();
      int fanIn = layer.fanIn();
      long places = layer.out().places();
      long atOnce = Math.max(1, lanes / channels);
      long channelGroups = (channels + lanes - 1) / lanes;
      long placeGroups = (places + atOnce - 1) / atOnce;
      cycles += placeGroups * channelGroups * (fanIn + 1);
      products += layer.macs();
      outputs += layer.out().size();
      weightBits += placeGroups * channels * fanIn * BYTE;
      parameterBits += placeGroups * channels * PARAMETER_BITS;
      valueBits += places * (layer.depthwise() ? channels : channelGroups) * fanIn * BYTE;
      valueBits += (long) layer.out().size() * (last(spec, layer) ? LOGIT_BITS : BYTE);
    }
    return new ProductWork(
        lanes,
        cycles,
        products,
        outputs,
        new ProductWork.Traffic(weightBits, memory(weights(spec), lanes)),
        new ProductWork.Traffic(
            parameterBits, new MemoryShape(PARAMETER_BITS, channels(spec), 1, 0)),
        new ProductWork.Traffic(valueBits, memory(values(spec), lanes)));
  }

  private static boolean last(DsCnnSpec spec, ConvolutionShape layer) {
    return layer.equals(spec.output());
  }

  private static MemoryShape memory(long bytes, int lanes) {
    return new MemoryShape(BYTE * lanes, (int) ((bytes + lanes - 1) / lanes), 1, 0);
  }

  private static long weights(DsCnnSpec spec) {
    return spec.layers().stream().mapToLong(ConvolutionShape::weights).sum();
  }

  private static int channels(DsCnnSpec spec) {
    return spec.layers().stream().mapToInt(layer -> layer.out().channels()).sum();
  }

  /**
   * What a layer reads and what it makes are there together; a second of features waits as well.
   */
  private static long values(DsCnnSpec spec) {
    List<ConvolutionShape> layers = spec.layers();
    Plane coefficients = layers.get(0).out();
    return coefficients.size()
        + layers.stream()
            .skip(1)
            .mapToLong(layer -> (long) layer.in().size() + layer.out().size())
            .max()
            .orElseThrow();
  }
}
