package org.keyspike.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.cli.InputException;
import org.keyspike.cli.JsonFile;
import org.keyspike.report.html.LearningCurves;
import org.keyspike.report.html.Section;

/** metrics.jsonl → learning curves. */
final class Epochs {
  private static final String WHAT = "an epoch of a training";

  private Epochs() {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Line(
      String stage,
      double loss,
      double trainAccuracy,
      double validationLoss,
      double validationAccuracy,
      Double encoderRate,
      List<Double> rates) {}

  static Section of(Material material) throws IOException {
    Path file = material.run().metrics();
    List<String> lines = Material.there(file) ? Files.readAllLines(file) : List.of();
    if (lines.isEmpty()) {
      return Section.leftOut(
          LearningCurves.ID,
          LearningCurves.TITLE,
          "No epoch is recorded in this folder (metrics.jsonl).",
          "scripts/keyspike run RECIPE");
    }
    List<LearningCurves.Epoch> epochs = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = JsonFile.readLine(file, i + 1, lines.get(i), Line.class, WHAT);
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
