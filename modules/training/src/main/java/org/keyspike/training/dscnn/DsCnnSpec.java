package org.keyspike.training.dscnn;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.ParameterSpec.Role;
import org.keyspike.network.SpecException;

/**
 * The structure of a DS-CNN: which layers it has, and which numbers they need. The equations are in
 * the package documentation.
 *
 * @param bands of a frame that it reads
 * @param frames of a clip
 * @param classes logits
 * @param settings the rest
 */
public record DsCnnSpec(int bands, int frames, int classes, DsCnnSettings settings) {
  /** Every second frame is read. */
  public static final int FRAME_STRIDE = 2;

  private static final Kernel FIRST = new Kernel(10, 4, 2, 5, 1);
  private static final Kernel DEPTHWISE = new Kernel(3, 3, 1, 1, 1);
  private static final String CEPSTRUM = "cepstrum";
  private static final String OUTPUT = "output";

  /**
   * @throws SpecException if the clips are too short for the first window, or have too few bands
   */
  public DsCnnSpec {
    if (frames < FRAME_STRIDE) {
      throw new SpecException("frames", frames, "at least " + FRAME_STRIDE);
    }
    if (settings.coefficients() > bands || settings.coefficients() < 2) {
      throw new SpecException(
          "network.coefficients", settings.coefficients(), "2 to the " + bands + " bands");
    }
    if (classes < 1) {
      throw new SpecException("classes", classes, "at least 1");
    }
  }

  /** Rows that it reads: frames 1, 3, 5 … */
  public int rows() {
    return frames / FRAME_STRIDE;
  }

  /** From bands to cepstral coefficients; fixed, not learned. */
  public ConvolutionShape cepstrum() {
    Plane in = new Plane(rows(), 1, bands);
    return new ConvolutionShape(
        CEPSTRUM, Kernel.POINT, in, new Plane(rows(), 1, settings.coefficients()), false);
  }

  /** The convolutions that are followed by batch norm and a rectifier, first to last. */
  public List<ConvolutionShape> convolutions() {
    List<ConvolutionShape> all = new ArrayList<>();
    Plane in = new Plane(rows(), settings.coefficients(), 1);
    all.add(shape("conv0", FIRST, in, false));
    for (int block = 1; block <= settings.blocks(); block++) {
      all.add(shape("depthwise" + block, DEPTHWISE, last(all).out(), true));
      all.add(shape("pointwise" + block, Kernel.POINT, last(all).out(), false));
    }
    return all;
  }

  private ConvolutionShape shape(String name, Kernel kernel, Plane in, boolean depthwise) {
    return new ConvolutionShape(name, kernel, in, kernel.over(in, settings.channels()), depthwise);
  }

  private static ConvolutionShape last(List<ConvolutionShape> all) {
    return all.get(all.size() - 1);
  }

  /** From the mean of the last map to logits. */
  public ConvolutionShape output() {
    Plane in = new Plane(1, 1, settings.channels());
    return new ConvolutionShape(OUTPUT, Kernel.POINT, in, new Plane(1, 1, classes), false);
  }

  /** All of them, in the order in which they are computed. */
  public List<ConvolutionShape> layers() {
    List<ConvolutionShape> all = new ArrayList<>(List.of(cepstrum()));
    all.addAll(convolutions());
    all.add(output());
    return all;
  }

  /** The numbers that learning moves. */
  public List<ParameterSpec> learned() {
    List<ParameterSpec> all = new ArrayList<>();
    for (ConvolutionShape layer : convolutions()) {
      int channels = layer.out().channels();
      all.add(weight(layer));
      all.add(new ParameterSpec(scale(layer), Role.NORM_SCALE, channels));
      all.add(new ParameterSpec(shift(layer), Role.NORM_SHIFT, channels));
    }
    all.add(weight(output()));
    all.add(new ParameterSpec(bias(output()), Role.BIAS, classes));
    return all;
  }

  /** The numbers that follow from data: running statistics and the map to coefficients. */
  public List<ParameterSpec> measured() {
    List<ParameterSpec> all = new ArrayList<>();
    for (ConvolutionShape layer : convolutions()) {
      int channels = layer.out().channels();
      all.add(new ParameterSpec(mean(layer), Role.RUNNING_MEAN, channels));
      all.add(new ParameterSpec(variance(layer), Role.RUNNING_VARIANCE, channels));
    }
    all.add(new ParameterSpec(name(cepstrum(), "weight"), Role.FIXED_STEP, coefficients(), bands));
    all.add(new ParameterSpec(bias(cepstrum()), Role.FIXED_STEP, coefficients()));
    return all;
  }

  private int coefficients() {
    return settings.coefficients();
  }

  private static ParameterSpec weight(ConvolutionShape layer) {
    int inputs = layer.depthwise() ? 1 : layer.in().channels();
    Kernel kernel = layer.kernel();
    return new ParameterSpec(
        weights(layer),
        Role.WEIGHT,
        layer.out().channels(),
        inputs,
        kernel.rows(),
        kernel.columns());
  }

  /** Learned numbers: what is published as the size of such a network. */
  public long parameterCount() {
    return learned().stream()
        .mapToLong(
            parameter -> {
              long size = 1;
              for (int extent : parameter.shape()) {
                size *= extent;
              }
              return size;
            })
        .sum();
  }

  /** Name of a layer's weights, (outputs, inputs, rows, columns). */
  public static String weights(ConvolutionShape layer) {
    return name(layer, "weight");
  }

  /** Name of what is added to a layer's sums, (outputs); no convolution has one. */
  public static String bias(ConvolutionShape layer) {
    return name(layer, "bias");
  }

  /** Name of the factors of a convolution's batch norm, (outputs). */
  public static String scale(ConvolutionShape layer) {
    return name(layer, "scale");
  }

  /** Name of what its batch norm adds, (outputs). */
  public static String shift(ConvolutionShape layer) {
    return name(layer, "shift");
  }

  /** Name of its running mean, (outputs). */
  public static String mean(ConvolutionShape layer) {
    return name(layer, "mean");
  }

  /** Name of its running variance, (outputs). */
  public static String variance(ConvolutionShape layer) {
    return name(layer, "variance");
  }

  private static String name(ConvolutionShape layer, String what) {
    return layer.name() + "." + what;
  }
}
