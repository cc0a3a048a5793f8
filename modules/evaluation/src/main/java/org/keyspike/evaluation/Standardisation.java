package org.keyspike.evaluation;

/**
 * Inputs with mean 0 and standard deviation 1 over the clips that it was made of; an input that is
 * the same for all of them becomes 0.
 */
final class Standardisation {
  private final float[] mean;
  private final float[] scale;

  Standardisation(ProbeClips clips) {
    int inputs = clips.inputs();
    double[] sum = new double[inputs];
    double[] squares = new double[inputs];
    float[] values = clips.values();
    for (int i = 0; i < values.length; i++) {
      sum[i % inputs] += values[i];
      squares[i % inputs] += (double) values[i] * values[i];
    }
    mean = new float[inputs];
    scale = new float[inputs];
    for (int d = 0; d < inputs; d++) {
      double average = sum[d] / clips.size();
      double variance = squares[d] / clips.size() - average * average;
      mean[d] = (float) average;
      // Rounding leaves a constant input a variance near, not at, 0.
      scale[d] = variance > 1e-9 * (1 + average * average) ? (float) (1 / Math.sqrt(variance)) : 0;
    }
  }

  ProbeClips of(ProbeClips clips) {
    float[] values = clips.values().clone();
    for (int i = 0; i < values.length; i++) {
      int d = i % mean.length;
      values[i] = (values[i] - mean[d]) * scale[d];
    }
    return new ProbeClips(clips.inputs(), values, clips.labels(), clips.speakers());
  }
}
