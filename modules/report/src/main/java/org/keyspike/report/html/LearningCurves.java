package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.keyspike.report.Labels;
import org.keyspike.report.LinePlot;

/**
 * The learning curves of a network: loss, accuracy and spikes over the epochs of all stages that
 * train.
 */
public final class LearningCurves {
  /** Of the section. */
  public static final String ID = "learning";

  /** Of the section. */
  public static final String TITLE = "Learning curves";

  private static final String EPOCHS = "epoch (counted over all stages)";

  private LearningCurves() {}

  /**
   * One epoch.
   *
   * @param stage that it belongs to
   * @param loss on the training part
   * @param validationLoss on the validation part
   * @param accuracy on the training part
   * @param validationAccuracy on the validation part
   * @param encoderRate mean of the encoder's spikes, not a number without any
   * @param rates mean of each layer's spikes, as many in every epoch
   */
  public record Epoch(
      String stage,
      double loss,
      double validationLoss,
      double accuracy,
      double validationAccuracy,
      double encoderRate,
      List<Double> rates) {}

  /**
   * The section.
   *
   * @param epochs in the order in which they were done, at least one
   */
  public static Section of(List<Epoch> epochs) {
    double[] x = new double[epochs.size()];
    Arrays.setAll(x, i -> i + 1);
    double[] starts = starts(epochs);
    Map<String, double[]> losses = new LinkedHashMap<>();
    losses.put("training part", column(epochs, Epoch::loss));
    losses.put("validation part", column(epochs, Epoch::validationLoss));
    Map<String, double[]> accuracies = new LinkedHashMap<>();
    accuracies.put("training part", column(epochs, Epoch::accuracy));
    accuracies.put("validation part", column(epochs, Epoch::validationAccuracy));
    Map<String, double[]> rates = new LinkedHashMap<>();
    if (epochs.stream().anyMatch(epoch -> !Double.isNaN(epoch.encoderRate))) {
      rates.put("encoder", column(epochs, Epoch::encoderRate));
    }
    for (int l = 0; l < epochs.get(0).rates.size(); l++) {
      int layer = l;
      rates.put("layer " + (l + 1), column(epochs, epoch -> epoch.rates.get(layer)));
    }
    return new Section(
        ID,
        TITLE,
        List.of(
            new Block.Figure(
                LinePlot.of(new Labels("Loss", EPOCHS, "loss (nats)"), x, losses, starts)
                    .draw(ID + "-loss"),
                "Both should fall. A validation loss that rises while the training loss falls is overfitting; a"
                    + " vertical line is the start of the next stage."),
            new Block.Figure(
                LinePlot.of(
                        new Labels("Accuracy while learning", EPOCHS, "accuracy (part of 1)"),
                        x,
                        accuracies,
                        starts)
                    .draw(ID + "-accuracy"),
                "A step down at a vertical line is what pruning or the integer grid cost; what follows is how much"
                    + " of it came back. Training clips are varied while they are learned from, validation clips"
                    + " are not."),
            new Block.Figure(
                LinePlot.of(
                        new Labels("Spike rates", EPOCHS, "rate (spikes a neuron and time step)"),
                        x,
                        rates,
                        starts)
                    .draw(ID + "-rates"),
                "Mean over the validation part. Energy follows these; a rate near 0 is a layer that has gone"
                    + " silent."),
            stages(epochs)));
  }

  private static double[] starts(List<Epoch> epochs) {
    return IntStream.range(1, epochs.size())
        .filter(i -> !epochs.get(i).stage.equals(epochs.get(i - 1).stage))
        .mapToDouble(i -> i + 0.5)
        .toArray();
  }

  private static Block.Table stages(List<Epoch> epochs) {
    Map<String, List<Epoch>> byStage = new LinkedHashMap<>();
    epochs.forEach(
        epoch -> byStage.computeIfAbsent(epoch.stage, stage -> new ArrayList<>()).add(epoch));
    List<List<String>> rows = new ArrayList<>();
    byStage.forEach(
        (stage, some) ->
            rows.add(
                List.of(
                    stage,
                    Integer.toString(some.size()),
                    NumberText.text(
                        "%.4f",
                        some.stream().mapToDouble(Epoch::validationAccuracy).max().orElseThrow()),
                    NumberText.text("%.4f", some.get(some.size() - 1).validationAccuracy))));
    return new Block.Table(
        "Epochs of each stage, and what they scored on the validation part, which chose the best one.",
        List.of("stage", "epochs", "best validation accuracy", "last"),
        rows);
  }

  private static double[] column(List<Epoch> epochs, ToDoubleFunction<Epoch> figure) {
    return epochs.stream().mapToDouble(figure).toArray();
  }
}
