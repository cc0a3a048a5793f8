package org.keyspike.integer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Golden;
import org.keyspike.network.Reset;
import org.keyspike.network.Safetensors;

/** The golden integer networks, with their inputs and what they must compute. */
public final class GoldenModels {
  /** Every golden case of spikes that come at once. */
  public static final List<String> NAMES =
      List.of(
          "integer-ts1",
          "integer-ts2",
          "integer-saturating",
          "integer-framewise-direct",
          "integer-adaptive");

  /** Those of other outputs and of delays. */
  public static final List<String> CODES_AND_DELAYS =
      List.of("integer-shift", "integer-fatrelu", "integer-delays");

  /** Those that a script of this repository computes: of a reset to zero. */
  public static final List<String> OWN = List.of("integer-reset-zero");

  private GoldenModels() {}

  /** A golden file of any of these names. */
  public static Safetensors read(String name) {
    return OWN.contains(name) ? Golden.own(name) : Golden.read(name);
  }

  /** The model of a golden file, two layers with 4-bit weights. */
  public static IntegerModel model(Safetensors golden) {
    Map<String, String> settings = golden.metadata();
    int bands = golden.shape("x")[1];
    boolean direct = settings.get("encoder").equals("direct");
    IntegerEncoder encoder =
        direct
            ? new IntegerEncoder.Direct()
            : new IntegerEncoder.Residual(
                repeated(number(settings, "coarseStep"), bands),
                repeated(number(settings, "fineStep"), bands));
    IntegerReadout readout =
        golden.names().contains("H")
            ? new IntegerReadout.FrameWise(matrix(golden, "H"), vector(golden, "c"), 0)
            : new IntegerReadout.Keyword(
                matrix(golden, "H1"),
                vector(golden, "c1"),
                number(settings, "headShift"),
                matrix(golden, "H2"),
                vector(golden, "c2"),
                golden.shape("x")[0],
                0);
    return new LayeredModel(
        new FeatureSpec(bands, 1),
        encoder,
        List.of(layer(golden, settings, 1), layer(golden, settings, 2)),
        readout,
        number(settings, "timeSteps"),
        4,
        number(settings, "membraneBits"));
  }

  /** The model of a golden file. */
  public static IntegerModel model(String name) {
    return model(read(name));
  }

  /** The input frames of a golden file, (T, C) unsigned bytes. */
  public static byte[] features(Safetensors golden) {
    return bytes(golden.ints("x"));
  }

  private static IntegerLayer layer(Safetensors golden, Map<String, String> settings, int l) {
    return new IntegerLayer(
        matrix(golden, "W" + l),
        Optional.of(matrix(golden, "U" + l)),
        vector(golden, "b" + l),
        vector(golden, "beta" + l),
        vector(golden, (golden.names().contains("tau" + l) ? "tau" : "theta") + l),
        golden.names().contains("rho" + l)
            ? Optional.of(
                new IntegerAdaptation(
                    vector(golden, "rho" + l),
                    vector(golden, "a" + l),
                    vector(golden, "gamma" + l)))
            : Optional.empty(),
        number(settings, "shiftW" + l),
        number(settings, "shiftU" + l),
        code(settings),
        golden.names().contains("delays" + l)
            ? Optional.of(vector(golden, "delays" + l))
            : Optional.empty());
  }

  private static IntegerCode code(Map<String, String> settings) {
    if (settings.containsKey("levels")) {
      return new IntegerCode.PowersOfTwo(number(settings, "levels"));
    }
    if (settings.getOrDefault("reset", "").equals("zero")) {
      return new IntegerCode.Spikes(Reset.ZERO);
    }
    return settings.containsKey("outputShift")
        ? new IntegerCode.Graded(number(settings, "bits"), number(settings, "outputShift"))
        : IntegerCode.SPIKES;
  }

  private static IntegerVector repeated(int value, int count) {
    return new IntegerVector(IntStream.generate(() -> value).limit(count).toArray());
  }

  private static int number(Map<String, String> settings, String key) {
    return Integer.parseInt(settings.get(key));
  }

  private static IntegerMatrix matrix(Safetensors golden, String name) {
    int[] shape = golden.shape(name);
    return new IntegerMatrix(shape[0], shape[1], bytes(golden.ints(name)));
  }

  private static IntegerVector vector(Safetensors golden, String name) {
    return new IntegerVector(golden.ints(name));
  }

  private static byte[] bytes(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
