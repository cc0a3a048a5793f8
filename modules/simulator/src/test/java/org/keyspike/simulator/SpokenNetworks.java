package org.keyspike.simulator;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.network.FeatureSpec;

/** Networks of the size of real ones, drawn at random, that spike as rarely as trained ones. */
public final class SpokenNetworks {
  private final SplittableRandom random;

  private SpokenNetworks(long seed) {
    random = new SplittableRandom(seed);
  }

  /** bands → n → n → hidden → classes. */
  public static IntegerModel keyword(
      int bands, int n, int hidden, int classes, int timeSteps, long seed) {
    return new SpokenNetworks(seed).keyword(bands, n, hidden, classes, timeSteps);
  }

  /** bands → n → n → outputs each frame, with one in {@code oneIn} of the output's weights left. */
  static IntegerModel frameWise(
      int bands, int n, int outputs, int oneIn, int timeSteps, long seed) {
    SpokenNetworks draw = new SpokenNetworks(seed);
    return draw.model(
        bands,
        n,
        new IntegerReadout.FrameWise(
            draw.balanced(outputs, n, oneIn), draw.vector(outputs, -20, 20), 4),
        timeSteps);
  }

  /** Features that wander as speech does: long pauses, then bursts. */
  public static byte[] features(int bands, int frames, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] features = new byte[frames * bands];
    int[] level = random.ints(bands, 10, 60).toArray();
    for (int t = 0; t < frames; t++) {
      int stride = t / 20 % 2 == 0 ? 4 : 20;
      for (int c = 0; c < bands; c++) {
        level[c] = Math.max(0, Math.min(255, level[c] + random.nextInt(-stride, stride + 1)));
        features[t * bands + c] = (byte) level[c];
      }
    }
    return features;
  }

  private IntegerModel keyword(int bands, int n, int hidden, int classes, int timeSteps) {
    return model(
        bands,
        n,
        new IntegerReadout.Keyword(
            matrix(hidden, n, 0.5),
            vector(hidden, -200, 200),
            4,
            matrix(classes, hidden, 0.8),
            vector(classes, -200, 200),
            100,
            4),
        timeSteps);
  }

  private IntegerModel model(int bands, int n, IntegerReadout readout, int timeSteps) {
    return new LayeredModel(
        new FeatureSpec(bands, 1),
        new IntegerEncoder.Residual(vector(bands, 14, 14), vector(bands, 6, 6)),
        List.of(layer(n, 4 * bands), layer(n, n)),
        readout,
        timeSteps,
        4,
        16);
  }

  private IntegerLayer layer(int n, int inputs) {
    return new IntegerLayer(
        matrix(n, inputs, 0.6),
        Optional.of(matrix(n, n, 0.6)),
        vector(n, -12, 4),
        vector(n, 200, 250),
        vector(n, 64, 64),
        Optional.empty(),
        2,
        1);
  }

  private IntegerMatrix matrix(int rows, int columns, double kept) {
    byte[] values = new byte[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (random.nextDouble() < kept ? random.nextInt(-4, 5) : 0);
    }
    return new IntegerMatrix(rows, columns, values);
  }

  private IntegerMatrix balanced(int rows, int columns, int oneIn) {
    byte[] values = new byte[rows * columns];
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        boolean kept = (row + column) % oneIn == 0;
        values[row * columns + column] = (byte) (kept ? 1 + random.nextInt(7) : 0);
      }
    }
    return new IntegerMatrix(rows, columns, values);
  }

  private IntegerVector vector(int size, int low, int high) {
    return new IntegerVector(random.ints(size, low, high + 1).toArray());
  }
}
