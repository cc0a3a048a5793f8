package org.keyspike.network;

/**
 * The names of parameters. Layers are counted from 0 here and from 1 in the names. A part of a
 * network is what stands before them, such as {@code layer1}: everything that has weights, a bias
 * and batch norm names these alike.
 */
public final class Names {
  public static final String RHO = "encoder.rho";
  public static final String KAPPA = "encoder.kappa";
  public static final String HIDDEN_WEIGHT = "readout.hidden.weight";
  public static final String HIDDEN_BIAS = "readout.hidden.bias";
  public static final String OUTPUT_WEIGHT = "readout.output.weight";
  public static final String OUTPUT_BIAS = "readout.output.bias";

  private static final String READOUT = "readout.";

  private Names() {}

  /** Whether a parameter, by its name, is one of the readout. */
  public static boolean ofReadout(String name) {
    return name.startsWith(READOUT);
  }

  public static String weight(int layer) {
    return weight(layer(layer));
  }

  public static String weight(String part) {
    return part + ".weight";
  }

  public static String recurrent(int layer) {
    return own(layer, "recurrent");
  }

  public static String bias(int layer) {
    return bias(layer(layer));
  }

  public static String bias(String part) {
    return part + ".bias";
  }

  public static String leak(int layer) {
    return own(layer, NeuronParameter.LEAK.name());
  }

  /** d of a layer's input channels, in frames. */
  public static String delay(int layer) {
    return own(layer, "delay");
  }

  /** τ of a graded layer; θ of a spiking layer whose neurons have scales of their own. */
  public static String threshold(int layer) {
    return own(layer, NeuronParameter.THRESHOLD.name());
  }

  /** ρ of an adaptive layer. */
  public static String adaptationLeak(int layer) {
    return own(layer, AdaptiveDynamics.LEAK.name());
  }

  /** a of an adaptive layer. */
  public static String adaptationCoupling(int layer) {
    return own(layer, AdaptiveDynamics.COUPLING.name());
  }

  /** γ of an adaptive layer. */
  public static String adaptationJump(int layer) {
    return own(layer, AdaptiveDynamics.JUMP.name());
  }

  public static String normScale(int layer) {
    return normScale(layer(layer));
  }

  public static String normScale(String part) {
    return part + ".norm.scale";
  }

  /** The part whose {@link #normScale(String)} this is. */
  public static String partOfNormScale(String name) {
    return name.substring(0, name.length() - normScale("").length());
  }

  public static String normShift(int layer) {
    return normShift(layer(layer));
  }

  public static String normShift(String part) {
    return part + ".norm.shift";
  }

  public static String normMean(int layer) {
    return normMean(layer(layer));
  }

  public static String normMean(String part) {
    return part + ".norm.mean";
  }

  public static String normVariance(int layer) {
    return normVariance(layer(layer));
  }

  public static String normVariance(String part) {
    return part + ".norm.variance";
  }

  /** A parameter that the layer's kind of neuron has. */
  public static String own(int layer, String parameter) {
    return layer(layer) + "." + parameter;
  }

  /** The part that a layer is. */
  public static String layer(int layer) {
    return "layer" + (layer + 1);
  }
}
