package org.keyspike.integer;

import java.util.List;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.SpecException;

/** The readout in integers: from the last layer's merged outputs to 32-bit logits. */
public sealed interface IntegerReadout {

  /** K. */
  int classes();

  /** N of the last layer. */
  int inputs();

  /** Its matrices, first to last. */
  List<IntegerMatrix> matrices();

  /** f: one unit of a logit stands for 2^−f of the float network's logit. */
  int logitFraction();

  /** What one unit of a logit stands for: 2^−f. */
  default double logitUnit() {
    return Math.scalb(1.0, -logitFraction());
  }

  /**
   * One answer a clip, from the outputs, summed, of all frames and steps.
   *
   * @param hiddenWeight H1, (R, N); 1/(T·TS) is absorbed into it
   * @param hiddenBias c1, (R), signed 16 bit
   * @param hiddenShift r, 0 to 24
   * @param outputWeight H2, (K, R)
   * @param outputBias c2, (K), signed 16 bit
   * @param frames T, the frames of a clip, 1 to 2²⁰
   * @param logitFraction f
   */
  record Keyword(
      IntegerMatrix hiddenWeight,
      IntegerVector hiddenBias,
      int hiddenShift,
      IntegerMatrix outputWeight,
      IntegerVector outputBias,
      int frames,
      int logitFraction)
      implements IntegerReadout {

    /** The largest r. */
    public static final int LARGEST_HIDDEN_SHIFT = 24;

    /** The largest T. */
    public static final int LARGEST_FRAMES = 1 << 20;

    public Keyword {
      if (outputWeight.columns() != hiddenWeight.rows()) {
        throw new SpecException(
            "readout.outputWeight",
            outputWeight.columns() + " columns",
            hiddenWeight.rows() + ", the rows of hiddenWeight");
      }
      requireBias("readout.hiddenBias", hiddenBias, hiddenWeight);
      requireBias("readout.outputBias", outputBias, outputWeight);
      if (hiddenShift < 0 || hiddenShift > LARGEST_HIDDEN_SHIFT) {
        throw new SpecException("readout.hiddenShift", hiddenShift, "0 to " + LARGEST_HIDDEN_SHIFT);
      }
      if (frames < 1 || frames > LARGEST_FRAMES) {
        throw new SpecException("readout.frames", frames, "1 to " + LARGEST_FRAMES);
      }
      requireSum(
          "readout.outputWeight", outputWeight.largestRowMagnitude(), NumberFormat.HIDDEN_MAX);
    }

    @Override
    public List<IntegerMatrix> matrices() {
      return List.of(hiddenWeight, outputWeight);
    }

    @Override
    public int classes() {
      return outputWeight.rows();
    }

    @Override
    public int inputs() {
      return hiddenWeight.columns();
    }

    /** R. */
    public int hidden() {
      return hiddenWeight.rows();
    }
  }

  /**
   * One answer a frame, from its merged outputs.
   *
   * @param weight H, (K, N)
   * @param bias c, (K), signed 16 bit
   * @param logitFraction f
   */
  record FrameWise(IntegerMatrix weight, IntegerVector bias, int logitFraction)
      implements IntegerReadout {
    public FrameWise {
      requireBias("readout.bias", bias, weight);
    }

    @Override
    public List<IntegerMatrix> matrices() {
      return List.of(weight);
    }

    @Override
    public int classes() {
      return weight.rows();
    }

    @Override
    public int inputs() {
      return weight.columns();
    }
  }

  private static void requireBias(String field, IntegerVector bias, IntegerMatrix weight) {
    IntegerLayer.requireValues(field, bias, weight.rows(), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /** Refuses a map whose sum, with a 16-bit bias and the rounding of r, could leave 32 bits. */
  static void requireSum(String field, long rowMagnitude, long largestInput) {
    long worst = rowMagnitude * largestInput + (1L << 25);
    if (worst > Integer.MAX_VALUE) {
      throw new SpecException(field + ": worst-case sum", worst, "at most " + Integer.MAX_VALUE);
    }
  }
}
