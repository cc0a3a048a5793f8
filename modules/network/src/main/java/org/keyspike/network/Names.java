package org.keyspike.network;

/** The names of parameters. Layers are counted from 0 here and from 1 in the names. */
public final class Names {
  public static final String RHO = "encoder.rho";
  public static final String KAPPA = "encoder.kappa";
  public static final String HIDDEN_WEIGHT = "readout.hidden.weight";
  public static final String HIDDEN_BIAS = "readout.hidden.bias";
  public static final String OUTPUT_WEIGHT = "readout.output.weight";
  public static final String OUTPUT_BIAS = "readout.output.bias";

  private Names() {}

  public static String weight(int layer) {
    return layer(layer) + "weight";
  }

  public static String recurrent(int layer) {
    return layer(layer) + "recurrent";
  }

  public static String bias(int layer) {
    return layer(layer) + "bias";
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
    return layer(layer) + "norm.scale";
  }

  public static String normShift(int layer) {
    return layer(layer) + "norm.shift";
  }

  public static String normMean(int layer) {
    return layer(layer) + "norm.mean";
  }

  public static String normVariance(int layer) {
    return layer(layer) + "norm.variance";
  }

  /** A parameter that the layer's kind of neuron has. */
  public static String own(int layer, String parameter) {
    return layer(layer) + parameter;
  }

  private static String layer(int layer) {
    return "layer" + (layer + 1) + ".";
  }
}
