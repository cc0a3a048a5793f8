package org.keyspike.training.dscnn;

/**
 * A layer of 8-bit integers:
 *
 * <pre>
 * sum = Σ w·q + b,   out = clip((sum·m + 2^(s−1)) >> s, low, high)
 * </pre>
 *
 * <p>with w in −127…127, q in −127…255, sums of 32 bits, and m of 24 bits and s for each output
 * channel. The last layer puts its sums out.
 *
 * @param shape of it
 * @param weights (outputs, rows, columns, inputs)
 * @param biases (outputs)
 * @param multipliers m of each output, 0 to 2²⁴ − 1
 * @param shifts s of each output, 1 to 62
 * @param range of what it puts out
 */
record IntegerConvolution(
    ConvolutionShape shape,
    byte[] weights,
    int[] biases,
    int[] multipliers,
    int[] shifts,
    Range range) {

  static final int LARGEST_WEIGHT = 127;

  /** Of biases and multipliers, which the floats of a file hold exactly. */
  static final int LARGEST = (1 << 24) - 1;

  static final int LARGEST_SHIFT = Long.SIZE - 2;

  /** What a layer puts out. */
  enum Range {
    /** −127 to 127: coefficients. */
    SIGNED(-127, 127),
    /** 0 to 255: behind a rectifier. */
    RECTIFIED(0, 255),
    /** Sums as they are: logits. */
    SUMS(0, 0);

    private final int low;
    private final int high;

    Range(int low, int high) {
      this.low = low;
      this.high = high;
    }
  }

  /** What it makes of an input. */
  int[] of(int[] in) {
    int channels = shape.out().channels();
    int inputs = shape.depthwise() ? 1 : shape.in().channels();
    int fanIn = shape.fanIn();
    int[] out = new int[shape.out().size()];
    Windows.forEach(
        shape,
        (place, tap, from) -> {
          for (int o = 0; o < channels; o++) {
            int weight = o * fanIn + tap * inputs;
            int sum = 0;
            for (int i = 0; i < inputs; i++) {
              sum += weights[weight + i] * in[from + (shape.depthwise() ? o : i)];
            }
            out[place * channels + o] += sum;
          }
        });
    for (int i = 0; i < out.length; i++) {
      out[i] = put(out[i] + biases[i % channels], i % channels);
    }
    return out;
  }

  private int put(int sum, int channel) {
    if (range == Range.SUMS) {
      return sum;
    }
    int shift = shifts[channel];
    long scaled = ((long) sum * multipliers[channel] + (1L << shift - 1)) >> shift;
    return (int) Math.max(range.low, Math.min(range.high, scaled));
  }
}
