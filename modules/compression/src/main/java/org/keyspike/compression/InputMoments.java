package org.keyspike.compression;

/** The mean and variance of each value of a row, over rows that come one by one. */
final class InputMoments {
  private final double[] sum;
  private final double[] squares;
  private long rows;

  InputMoments(int width) {
    sum = new double[width];
    squares = new double[width];
  }

  void add(float[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += row[i];
      squares[i] += (double) row[i] * row[i];
    }
    rows++;
  }

  double[] mean() {
    double[] mean = new double[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = sum[i] / rows;
    }
    return mean;
  }

  /** Mean squares. */
  double[] meanSquare() {
    double[] mean = new double[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = squares[i] / rows;
    }
    return mean;
  }

  double[] variance() {
    double[] variance = meanSquare();
    double[] mean = mean();
    for (int i = 0; i < variance.length; i++) {
      variance[i] = Math.max(0, variance[i] - mean[i] * mean[i]);
    }
    return variance;
  }
}
