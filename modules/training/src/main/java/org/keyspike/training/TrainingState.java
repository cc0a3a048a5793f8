package org.keyspike.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
 * @param parameters after them
 * @param memory of the optimiser, with the steps done
 * @param average the moving average of parameters, or an empty set without averaging
 * @param best the best epoch
 * @param plateaus stretches of epochs that brought nothing better
 * @param control of what cycles weigh
 */
record TrainingState(
    String key,
    int epochs,
    Parameters parameters,
    OptimizerMemory memory,
    Parameters average,
    Best best,
    Plateaus plateaus,
    CycleControl control) {

  private static final Parameters NO_AVERAGE = new Parameters(Map.of());
  private static final String FILE = "state.safetensors";

  /** Groups of tensors in the file, besides those of the optimiser. */
  private static final String PARAMETER = "parameter";

  private static final String AVERAGE = "average";
  private static final String BEST = "best";
  private static final Set<String> TAKEN = Set.of(PARAMETER, AVERAGE, BEST);

  TrainingState {
    for (String name : memory.moments().keySet()) {
      if (TAKEN.contains(name) || name.isEmpty() || name.contains("/")) {
        throw new IllegalArgumentException(
            "an optimiser's moment is named '" + name + "', expected none of " + TAKEN);
      }
    }
  }

  /**
   * The best epoch on the validation part so far.
   *
   * @param parameters after it
   * @param epoch counted from 1; 0 before the first
   * @param accuracy of the validation part, as {@link Scores#choosing}; −1 before the first
   * @param loss of the validation part; infinite before the first
   * @param overrun of the budget of cycles there; infinite before the first
   */
  record Best(Parameters parameters, int epoch, double accuracy, double loss, double overrun) {
    /** Whether scores are better: nearer to the budget, then more accurate, then of less loss. */
    boolean beatenBy(double newAccuracy, double newLoss, double newOverrun) {
      if (newOverrun != overrun) {
        return newOverrun < overrun;
      }
      return newAccuracy > accuracy || newAccuracy == accuracy && newLoss < loss;
    }
  }

  /**
   * Plateaus that {@link Schedule#PLATEAU} answers.
   *
   * @param count how many were reached
   * @param last the epoch of the last of them, 0 before the first
   */
  record Plateaus(int count, int last) {
    /** Counts an epoch: too long after the best one and the last plateau it ends another. */
    Plateaus after(int epoch, int bestEpoch) {
      boolean reached = epoch - Math.max(bestEpoch, last) >= Schedule.PLATEAU_EPOCHS;
      return reached ? new Plateaus(count + 1, epoch) : this;
    }
  }

  static TrainingState begin(
      String key,
      Parameters parameters,
      Optimizer optimiser,
      boolean averaging,
      CycleControl control) {
    return new TrainingState(
        key,
        0,
        parameters.copy(),
        OptimizerMemory.empty(optimiser, parameters),
        averaging ? parameters.copy() : NO_AVERAGE,
        new Best(parameters.copy(), 0, -1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
        new Plateaus(0, 0),
        control);
  }

  /**
   * The state left in a folder, or a new one if there is none of this key.
   *
   * @throws InputException if it is damaged, or of other parameters
   */
  static TrainingState resume(
      Path folder,
      String key,
      Parameters start,
      Optimizer optimiser,
      boolean averaging,
      CycleControl control)
      throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return begin(key, start, optimiser, averaging, control);
    }
    Safetensors in = Safetensors.read(file);
    Map<String, String> metadata = in.metadata();
    if (!key.equals(metadata.get("key"))) {
      return begin(key, start, optimiser, averaging, control);
    }
    try {
      Map<String, Parameters> moments = new LinkedHashMap<>();
      for (String name : optimiser.moments()) {
        moments.put(name, group(file, in, name, start));
      }
      return new TrainingState(
          key,
          Integer.parseInt(metadata.get("epochs")),
          group(file, in, PARAMETER, start),
          new OptimizerMemory(moments, Long.parseLong(metadata.get("steps"))),
          averaging ? group(file, in, AVERAGE, start) : NO_AVERAGE,
          new Best(
              group(file, in, BEST, start),
              Integer.parseInt(metadata.get("bestEpoch")),
              Double.parseDouble(metadata.getOrDefault("bestAccuracy", "")),
              Double.parseDouble(metadata.getOrDefault("bestLoss", "")),
              Double.parseDouble(metadata.getOrDefault("bestOverrun", ""))),
          new Plateaus(
              Integer.parseInt(metadata.get("reductions")),
              Integer.parseInt(metadata.get("reducedAt"))),
          new CycleControl(
              control.budget(),
              control.start(),
              Double.parseDouble(metadata.getOrDefault("cycleLevel", "")),
              Double.parseDouble(metadata.getOrDefault("cycleExcess", ""))));
    } catch (NumberFormatException e) {
      throw new InputException(file, "metadata", e.getMessage(), "the numbers of a training");
    }
  }

  /** What is scored and kept of an epoch: the average where there is one. */
  Parameters scored() {
    return average.names().isEmpty() ? parameters : average;
  }

  /**
   * The state after one more epoch, in which parameters and average learned in place.
   *
   * @param stepped the optimiser's memory after it
   * @param validation scores of {@link #scored} after it
   * @param overrun of the budget of cycles there; 0 without one
   * @param controlled what cycles weigh after it
   */
  TrainingState after(
      OptimizerMemory stepped, Scores validation, double overrun, CycleControl controlled) {
    int done = epochs + 1;
    double accuracy = validation.choosing();
    Best found =
        best.beatenBy(accuracy, validation.loss(), overrun)
            ? new Best(scored().copy(), done, accuracy, validation.loss(), overrun)
            : best;
    return new TrainingState(
        key,
        done,
        parameters,
        stepped,
        average,
        found,
        plateaus.after(done, found.epoch),
        controlled);
  }

  void save(Path folder) throws IOException {
    Safetensors out =
        Safetensors.empty(
            Map.ofEntries(
                Map.entry("key", key),
                Map.entry("epochs", Integer.toString(epochs)),
                Map.entry("steps", Long.toString(memory.steps())),
                Map.entry("bestEpoch", Integer.toString(best.epoch)),
                Map.entry("bestAccuracy", Double.toString(best.accuracy)),
                Map.entry("bestLoss", Double.toString(best.loss)),
                Map.entry("bestOverrun", Double.toString(best.overrun)),
                Map.entry("reductions", Integer.toString(plateaus.count)),
                Map.entry("reducedAt", Integer.toString(plateaus.last)),
                Map.entry("cycleLevel", Double.toString(control.level())),
                Map.entry("cycleExcess", Double.toString(control.excess()))));
    put(out, PARAMETER, parameters);
    memory.moments().forEach((name, moment) -> put(out, name, moment));
    put(out, AVERAGE, average);
    put(out, BEST, best.parameters);
    out.write(folder.resolve(FILE));
  }

  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  private static void put(Safetensors out, String group, Parameters parameters) {
    parameters.asMap().forEach((name, tensor) -> out.put(group + "/" + name, tensor));
  }

  private static Parameters group(Path file, Safetensors in, String group, Parameters like)
      throws InputException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> expected : like.asMap().entrySet()) {
      String name = group + "/" + expected.getKey();
      int[] shape = expected.getValue().shape();
      if (!in.names().contains(name) || !Arrays.equals(in.shape(name), shape)) {
        String found = in.names().contains(name) ? Arrays.toString(in.shape(name)) : "nothing";
        throw new InputException(file, name, found, Arrays.toString(shape));
      }
      tensors.put(expected.getKey(), in.tensor(name));
    }
    return new Parameters(tensors);
  }
}
