package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.keyspike.report.BarPlot;
import org.keyspike.report.Labels;

/** The answers as pictures. */
final class QuestionPlots {
  private QuestionPlots() {}

  /**
   * Accuracies with their spread, and synaptic operations, each for all answers; where sizes differ
   * accuracy against bytes.
   */
  static void write(Path folder, QuestionResults results) throws IOException {
    List<QuestionResults.Entry> answers =
        results.answers().stream().filter(answer -> answer.test().isPresent()).toList();
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
        answers.stream().map(answer -> answer.test().get().mean()).toList(),
        answers.stream().map(answer -> answer.test().get().deviation().orElse(0.0)).toList());
    double[] operations =
        answers.stream()
            .mapToDouble(answer -> answer.analysis().operations().orElse(Double.NaN) / 1e6)
            .toArray();
    BarPlot.write(
        folder.resolve("operations.png"),
        new Labels(
            "What the answers cost: spikes that meet a weight that is not 0",
            "question: answer",
            "synaptic operations (million/s)"),
        names,
        Map.of("validation part", operations));
    QuestionFronts.of(results).draw(folder.resolve("bytes.png"));
  }
}
