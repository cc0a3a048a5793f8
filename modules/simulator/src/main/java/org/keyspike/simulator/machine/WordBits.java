package org.keyspike.simulator.machine;

import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Memory;

/**
 * The widths of the words that lanes share, in bits, for an image on so many lanes.
 *
 * @param encoder x̂ and, residual, r̂ of a group
 * @param spike spikes that are looked at together
 * @param parameter leak, threshold and bias of a group
 * @param membrane membranes, or adaptations, of a group
 * @param sum sums of a group
 */
public record WordBits(int encoder, int spike, int parameter, int membrane, int sum) {
  private static final int ESTIMATE = 16;
  private static final int PARAMETER = 8 + 16 + 16;
  private static final int ADAPTATION = 16;
  private static final int SUM = 32;

  public static WordBits of(WeightImage image, Architecture architecture) {
    int lanes = architecture.lanes();
    boolean adaptive =
        image.stateSpace().isEmpty()
            && image.layers().stream().anyMatch(layer -> layer.adaptation().isPresent());
    boolean one = image.encoder() instanceof IntegerEncoder.StepForward;
    return new WordBits(
        lanes * (one ? ESTIMATE : 2 * ESTIMATE),
        architecture.spikeWordBits(),
        lanes * PARAMETER,
        lanes * (adaptive ? Math.max(ADAPTATION, image.membraneBits()) : image.membraneBits()),
        lanes * SUM);
  }

  /** Of a memory whose words the lanes share, or of a spike word. */
  public int of(Memory memory) {
    return switch (memory) {
      case ENCODER -> encoder;
      case SPIKE -> spike;
      case PARAMETER -> parameter;
      case MEMBRANE -> membrane;
      case SUM -> sum;
      case WEIGHT -> throw new IllegalArgumentException("weight words differ by matrix");
    };
  }
}
