package org.keyspike.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.io.InputException;
import org.keyspike.network.Parameters;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Tensor;

/**
 * Everything a training needs to go on: written after every epoch as one file, so that no kill can
 * leave parts of different epochs. Its form is in the package documentation.
 *
 * @param key what is being trained; a state of another key is not continued
 * @param epochs epochs done
 * @param steps optimiser steps done
 * @param parameters after them
 * @param moment1 of the optimiser
 * @param moment2 of the optimiser
 * @param average the moving average of parameters, or an empty set without averaging
 * @param best parameters of the best epoch
 * @param bestEpoch which it was, counted from 1; 0 before the first
 * @param bestAccuracy on the validation part
 * @param bestLoss on the validation part
 * @param reductions how often a plateau was reached
 * @param reducedAt the epoch of the last of them
 */
record TrainingState(
    String key,
    int epochs,
    long steps,
    Parameters parameters,
    Parameters moment1,
    Parameters moment2,
    Parameters average,
    Parameters best,
    int bestEpoch,
    double bestAccuracy,
    double bestLoss,
    int reductions,
    int reducedAt) {

  private static final Parameters NO_AVERAGE = new Parameters(Map.of());
  private static final String FILE = "state.safetensors";

  static TrainingState begin(String key, Parameters parameters, boolean averaging) {
    return new TrainingState(
        key,
        0,
        0,
        parameters.copy(),
        parameters.zerosLike(),
        parameters.zerosLike(),
        averaging ? parameters.copy() : NO_AVERAGE,
        parameters.copy(),
        0,
        -1,
        Double.POSITIVE_INFINITY,
        0,
        0);
  }

  /** The state left in a folder, or a new one if there is none of this key. */
  static TrainingState resume(Path folder, String key, Parameters start, boolean averaging)
      throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return begin(key, start, averaging);
    }
    Safetensors in = Safetensors.read(file);
    Map<String, String> metadata = in.metadata();
    if (!key.equals(metadata.get("key"))) {
      return begin(key, start, averaging);
    }
    try {
      return new TrainingState(
          key,
          Integer.parseInt(metadata.get("epochs")),
          Long.parseLong(metadata.get("steps")),
          group(in, "parameter/", start),
          group(in, "moment1/", start),
          group(in, "moment2/", start),
          averaging ? group(in, "average/", start) : NO_AVERAGE,
          group(in, "best/", start),
          Integer.parseInt(metadata.get("bestEpoch")),
          Double.parseDouble(metadata.get("bestAccuracy")),
          Double.parseDouble(metadata.get("bestLoss")),
          Integer.parseInt(metadata.get("reductions")),
          Integer.parseInt(metadata.get("reducedAt")));
    } catch (NumberFormatException e) {
      throw new InputException(file, "metadata", e.getMessage(), "the numbers of a training");
    }
  }

  void save(Path folder) throws IOException {
    Safetensors out =
        Safetensors.empty(
            Map.of(
                "key", key,
                "epochs", Integer.toString(epochs),
                "steps", Long.toString(steps),
                "bestEpoch", Integer.toString(bestEpoch),
                "bestAccuracy", Double.toString(bestAccuracy),
                "bestLoss", Double.toString(bestLoss),
                "reductions", Integer.toString(reductions),
                "reducedAt", Integer.toString(reducedAt)));
    put(out, "parameter/", parameters);
    put(out, "moment1/", moment1);
    put(out, "moment2/", moment2);
    put(out, "average/", average);
    put(out, "best/", best);
    out.write(folder.resolve(FILE));
  }

  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  private static void put(Safetensors out, String prefix, Parameters parameters) {
    parameters.asMap().forEach((name, tensor) -> out.put(prefix + name, tensor));
  }

  private static Parameters group(Safetensors in, String prefix, Parameters like) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    like.names().forEach(name -> tensors.put(name, in.tensor(prefix + name)));
    return new Parameters(tensors);
  }
}
