package org.keyspike.experiment.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.report.html.LearningCurves;
import org.keyspike.report.html.Section;

/** metrics.jsonl → learning curves. */
final class LearningSection {
  private static final String WHAT = "an epoch of a training";

  private LearningSection() {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record EpochLine(
      String stage,
      double loss,
      double trainAccuracy,
      double validationLoss,
      double validationAccuracy,
      Double encoderRate,
      List<Double> rates) {}

  static Section of(RunContents contents) throws IOException {
    Path file = contents.run().metrics();
    List<String> lines = RunContents.there(file) ? Files.readAllLines(file) : List.of();
    if (lines.isEmpty()) {
      return Section.leftOut(
          LearningCurves.ID,
          LearningCurves.TITLE,
          "No epoch is recorded in this folder (metrics.jsonl).",
          "scripts/keyspike run RECIPE");
    }
    List<LearningCurves.Epoch> epochs = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      EpochLine line = JsonFile.readLine(file, i + 1, lines.get(i), EpochLine.class, WHAT);
      boolean fewer = line != null && line.rates != null && !epochs.isEmpty();
      if (line == null
          || line.stage == null
          || line.rates == null
          || fewer && line.rates.size() != epochs.get(0).rates().size()) {
        throw new InputException(file + ":" + (i + 1), "no stage, or other rates", WHAT);
      }
      epochs.add(
          new LearningCurves.Epoch(
              line.stage,
              line.loss,
              line.validationLoss,
              line.trainAccuracy,
              line.validationAccuracy,
              line.encoderRate == null ? Double.NaN : line.encoderRate,
              line.rates));
    }
    return LearningCurves.of(epochs);
  }
}
