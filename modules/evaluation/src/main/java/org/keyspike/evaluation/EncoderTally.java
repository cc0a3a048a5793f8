package org.keyspike.evaluation;

import org.keyspike.network.ResidualEncoder;

/** A tally of an encoder's work in every band, over many clips: spikes, and what they leave out. */
public final class EncoderTally {
  private final BandSteps steps;
  private final long[] spikes;
  private final double[] error;
  private long frames;

  /** Starts at nothing. */
  public EncoderTally(BandSteps steps) {
    this.steps = steps;
    spikes = new long[steps.channels()];
    error = new double[steps.bands()];
  }

  /**
   * Encodes one more clip from zero state.
   *
   * @param clip features (T, C), from the start of the array
   * @param length T
   */
  public void add(float[] clip, int length) {
    int bands = steps.bands();
    ResidualEncoder.State state = ResidualEncoder.State.zero(bands);
    float[] frame = new float[bands];
    float[] now = new float[steps.channels()];
    for (int t = 0; t < length; t++) {
      System.arraycopy(clip, t * bands, frame, 0, bands);
      steps.step(state, frame, now);
      for (int i = 0; i < now.length; i++) {
        spikes[i] += (long) now[i];
      }
      for (int c = 0; c < bands; c++) {
        error[c] += Math.abs(frame[c] - state.estimate()[c] - state.residual()[c]);
      }
    }
    frames += length;
  }

  /** Mean of a channel's spikes over frames, (2C) or (4C). */
  public double[] channelRates() {
    double[] rates = new double[spikes.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = (double) spikes[i] / frames;
    }
    return rates;
  }

  /** Mean of the spikes over a band's channels and over frames, (C), 0 to 1. */
  public double[] activity() {
    int bands = steps.bands();
    double[] activity = new double[bands];
    for (int i = 0; i < spikes.length; i++) {
      activity[i % bands] += (double) spikes[i] / frames * bands / spikes.length;
    }
    return activity;
  }

  /** Mean of |x − x̂ − r̂| over frames, (C), in units of the features. */
  public double[] error() {
    double[] mean = new double[error.length];
    for (int c = 0; c < mean.length; c++) {
      mean[c] = error[c] / frames;
    }
    return mean;
  }
}
