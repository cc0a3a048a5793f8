package org.keyspike.compression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * Batch norm with its running statistics moved into the weights: with y = a·x + c per output, W ←
 * a·W and b ← a·b + c. The network computes the same up to float rounding, and zeros stay zeros.
 * Neurons become the kind that they fold to, exactly ({@link
 * org.keyspike.network.Neuron#folded()}).
 */
public final class BatchNormFolding {
  private BatchNormFolding() {}

  /** Folds every layer, or map of a state space, that has batch norm. */
  public static Checkpoint fold(Checkpoint checkpoint) {
    NetworkSpec spec = checkpoint.spec();
    Parameters parameters = checkpoint.parameters().copy();
    for (ParameterSpec parameter : spec.parameters()) {
      if (parameter.role() == ParameterSpec.Role.NORM_SCALE) {
        fold(parameters, Names.partOfNormScale(parameter.name()));
      }
    }
    for (int l = 0; l < spec.layers().size() && spec.stateSpace() == null; l++) {
      parameters = folded(spec.layers().get(l).neuron(), l, parameters);
    }
    Map<String, Tensor> kept = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.folded().parameters()) {
      kept.put(parameter.name(), parameters.get(parameter.name()));
    }
    return checkpoint.with(spec.folded(), new Parameters(kept));
  }

  /** The parameters of a kind as those of the kind that it folds to. */
  private static Parameters folded(Neuron neuron, int layer, Parameters parameters) {
    float[][] own =
        neuron.parameters().stream()
            .map(parameter -> parameters.data(Names.own(layer, parameter.name())))
            .toArray(float[][]::new);
    float[][] values = neuron.folded(own);
    Parameters all = parameters;
    for (int i = 0; i < values.length; i++) {
      String name = Names.own(layer, neuron.folded().parameters().get(i).name());
      all = all.with(name, new Tensor(new int[] {values[i].length}, values[i]));
    }
    return all;
  }

  private static void fold(Parameters parameters, String part) {
    float[][] affine = BatchNorm.affine(parameters, part);
    float[] bias = parameters.data(Names.bias(part));
    float[] weight = parameters.data(Names.weight(part));
    int inputs = parameters.get(Names.weight(part)).extent(1);
    for (int i = 0; i < weight.length; i++) {
      weight[i] *= affine[0][i / inputs];
    }
    for (int n = 0; n < bias.length; n++) {
      bias[n] = affine[0][n] * bias[n] + affine[1][n];
    }
  }
}
