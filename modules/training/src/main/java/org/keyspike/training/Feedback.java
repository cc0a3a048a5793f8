package org.keyspike.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.network.Gaussian;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Tensor;

/**
 * The fixed random matrices of direct feedback alignment, B ~ N(0, 1/K), drawn outside every engine
 * so that all engines get the same.
 */
public final class Feedback {
  /** (K, channels) of the encoder. */
  public static final String ENCODER = "feedback.encoder";

  /** (K, R) of the keyword readout's hidden layer. */
  public static final String HIDDEN = "feedback.hidden";

  /** No matrices: what rules without feedback get. */
  public static final Parameters NONE = new Parameters(Map.of());

  private Feedback() {}

  /** (K, N) of a layer, counted from 0. */
  public static String layer(int index) {
    return "feedback.layer" + (index + 1);
  }

  /** Draws all matrices of a network. The same seed gives the same bytes on every machine. */
  public static Parameters draw(NetworkSpec spec, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int classes = spec.readout().classes();
    Map<String, Tensor> matrices = new LinkedHashMap<>();
    matrices.put(ENCODER, matrix(classes, spec.channels(), random));
    for (int l = 0; l < spec.layers().size(); l++) {
      matrices.put(layer(l), matrix(classes, spec.layers().get(l).neurons(), random));
    }
    if (spec.readout() instanceof ReadoutSpec.Keyword keyword) {
      matrices.put(HIDDEN, matrix(classes, keyword.hidden(), random));
    }
    return new Parameters(matrices);
  }

  private static Tensor matrix(int classes, int width, SplittableRandom random) {
    Tensor matrix = Tensor.zeros(classes, width);
    double deviation = Math.sqrt(1.0 / classes);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) (deviation * Gaussian.next(random));
    }
    return matrix;
  }
}
