package org.keyspike.compression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * Batch norm with its running statistics moved into the weights: with y = a·x + c per neuron, W ←
 * a·W and b ← a·b + c. The network computes the same up to float rounding, and zeros stay zeros.
 */
public final class BatchNormFolding {
  private BatchNormFolding() {}

  /** Folds every layer that has batch norm. */
  public static Checkpoint fold(Checkpoint checkpoint) {
    NetworkSpec spec = checkpoint.spec();
    Parameters parameters = checkpoint.parameters().copy();
    for (int l = 0; l < spec.layers().size(); l++) {
      if (spec.layers().get(l).batchNorm()) {
        fold(parameters, l);
      }
    }
    Map<String, Tensor> kept = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.folded().parameters()) {
      kept.put(parameter.name(), parameters.get(parameter.name()));
    }
    return checkpoint.with(spec.folded(), new Parameters(kept));
  }

  private static void fold(Parameters parameters, int layer) {
    float[][] affine = BatchNorm.affine(parameters, layer);
    float[] bias = parameters.data(Names.bias(layer));
    float[] weight = parameters.data(Names.weight(layer));
    int inputs = parameters.get(Names.weight(layer)).extent(1);
    for (int i = 0; i < weight.length; i++) {
      weight[i] *= affine[0][i / inputs];
    }
    for (int n = 0; n < bias.length; n++) {
      bias[n] = affine[0][n] * bias[n] + affine[1][n];
    }
  }
}
