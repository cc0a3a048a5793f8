package org.keyspike.evaluation;

import org.keyspike.network.ResidualEncoder;

/**
 * A frozen encoder: fixed steps for every band.
 *
 * @param coarse δ¹, (C)
 * @param fine δ², (C), or null for the step-forward encoder, which has the coarse phase only
 */
public record BandSteps(float[] coarse, float[] fine) {

  /** C. */
  public int bands() {
    return coarse.length;
  }

  /** 4C, or 2C of the step-forward encoder. */
  public int channels() {
    return (fine == null ? 2 : 4) * bands();
  }

  /** Takes the frame of a clip to spikes: (C) to the channels, in the encoder's order. */
  void step(ResidualEncoder.State state, float[] frame, float[] spikes) {
    if (fine == null) {
      ResidualEncoder.stepForward(coarse, state, frame, spikes);
    } else {
      ResidualEncoder.step(coarse, fine, state, frame, spikes);
    }
  }

  /**
   * The spikes of each channel in equal segments of a clip: what a linear probe sees. Segment i of
   * N covers frames T·i/N to T·(i+1)/N, rounded down.
   *
   * @param clip features (T, C), from the start of the array
   * @param frames T
   * @param counts receives (segments, channels) from an offset
   */
  public void countSegments(float[] clip, int frames, int segments, float[] counts, int offset) {
    ResidualEncoder.State state = ResidualEncoder.State.zero(bands());
    float[] frame = new float[bands()];
    float[] spikes = new float[channels()];
    for (int segment = 0; segment < segments; segment++) {
      int to = (int) ((long) frames * (segment + 1) / segments);
      for (int t = (int) ((long) frames * segment / segments); t < to; t++) {
        System.arraycopy(clip, t * bands(), frame, 0, bands());
        step(state, frame, spikes);
        for (int c = 0; c < spikes.length; c++) {
          counts[offset + segment * spikes.length + c] += spikes[c];
        }
      }
    }
  }
}
