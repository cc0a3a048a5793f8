package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.report.BarPlot;
import org.keyspike.report.Labels;

/** The answers as pictures. */
final class QuestionPlots {
  private QuestionPlots() {}

  /** Accuracies with their spread, and synaptic operations, each for all answers. */
  static void write(Path folder, QuestionResults results) throws IOException {
    List<QuestionResults.Entry> answers =
        results.answers().stream().filter(answer -> answer.test() != null).toList();
    if (answers.isEmpty()) {
      return;
    }
    List<String> names =
        answers.stream().map(answer -> answer.question() + ": " + answer.answer()).toList();
    BarPlot.write(
        folder.resolve("accuracy.png"),
        new Labels(
            "Test accuracy, mean and standard deviation over " + results.seeds().size() + " seeds",
            "question: answer",
            "accuracy (part of clips)"),
        names,
        "test part",
        answers.stream().map(answer -> answer.test().mean()).toList(),
        answers.stream()
            .map(answer -> answer.test().deviation() == null ? 0 : answer.test().deviation())
            .toList());
    Map<String, List<Double>> bars = new LinkedHashMap<>();
    bars.put(
        "validation part",
        answers.stream()
            .map(
                answer ->
                    answer.analysis() == null || answer.analysis().operations() == null
                        ? null
                        : answer.analysis().operations() / 1e6)
            .toList());
    BarPlot.write(
        folder.resolve("operations.png"),
        new Labels(
            "What the answers cost: spikes that meet a weight that is not 0",
            "question: answer",
            "synaptic operations (million/s)"),
        names,
        bars);
  }
}
