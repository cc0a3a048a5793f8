package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The schedule by which the learning rate moves over a training. */
public enum Schedule {
  /**
   * Half a cosine up from peak/25 over the first 30 % of the steps, half a cosine down to
   * peak/250,000 over the rest. Source: Smith and Topin, "Super-Convergence", 2018, with the shape
   * that PyTorch gave it.
   */
  @JsonProperty("one-cycle")
  ONE_CYCLE {
    @Override
    double rate(double peak, long step, long steps, int reductions) {
      double rising = Math.max(1, RISING * steps - 1);
      if (step <= rising) {
        return cosine(START, 1, step / rising) * peak;
      }
      double falling = Math.max(1, steps - 1 - rising);
      return cosine(1, END, Math.min(1, (step - rising) / falling)) * peak;
    }
  },
  /** Half a cosine from the peak to 0. */
  @JsonProperty("cosine")
  COSINE {
    @Override
    double rate(double peak, long step, long steps, int reductions) {
      return cosine(1, 0, (double) step / Math.max(1, steps - 1)) * peak;
    }
  },
  /**
   * The peak, after a straight rise from peak/25 over the first 5 % of the steps: for trainings
   * that another one follows, such as the ramp of a gradual pruning.
   */
  @JsonProperty("constant")
  CONSTANT {
    @Override
    double rate(double peak, long step, long steps, int reductions) {
      double risen = Math.min(1, step / Math.max(1, WARMING * steps));
      return (START + (1 - START) * risen) * peak;
    }
  },
  /** The peak, halved whenever {@value #PLATEAU_EPOCHS} epochs have brought nothing better. */
  @JsonProperty("plateau")
  PLATEAU {
    @Override
    double rate(double peak, long step, long steps, int reductions) {
      return Math.scalb(peak, -reductions);
    }
  };

  /** Epochs without a better validation score after which {@link #PLATEAU} halves the rate. */
  static final int PLATEAU_EPOCHS = 4;

  private static final double RISING = 0.3;
  private static final double WARMING = 0.05;
  private static final double START = 1.0 / 25;
  private static final double END = START / 10_000;

  /**
   * The learning rate of a step.
   *
   * @param peak the largest rate
   * @param step counted from 0
   * @param steps of the whole training
   * @param reductions how often a plateau was reached
   */
  abstract double rate(double peak, long step, long steps, int reductions);

  private static double cosine(double from, double to, double part) {
    return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * part));
  }
}
