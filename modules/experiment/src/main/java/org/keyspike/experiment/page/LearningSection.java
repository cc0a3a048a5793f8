package org.keyspike.experiment.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.io.TextFiles;
import org.keyspike.report.html.LearningCurves;
import org.keyspike.report.html.Section;

/** metrics.jsonl → learning curves. */
final class LearningSection {
  private static final String WHAT = "an epoch of a training";

  /** No loss, accuracy or rate comes near. */
  private static final double MOST = 1e12;

  private LearningSection() {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record EpochLine(
      String stage,
      double loss,
      double trainAccuracy,
      double validationLoss,
      double validationAccuracy,
      Double encoderRate,
      List<Double> rates) {
    /** What nobody has measured cannot be drawn; a loss that is no number leaves a gap. */
    private boolean plausible() {
      DoubleStream own =
          DoubleStream.of(
              loss,
              trainAccuracy,
              validationLoss,
              validationAccuracy,
              encoderRate == null ? 0 : encoderRate);
      return own.noneMatch(value -> Math.abs(value) > MOST)
          && rates.stream().allMatch(rate -> rate != null && Math.abs(rate) <= MOST);
    }
  }

  static Section of(RunContents contents) throws IOException {
    Path file = contents.run().metrics();
    List<String> lines = RunContents.there(file) ? TextFiles.lines(file, WHAT) : List.of();
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
      if (!line.plausible()) {
        throw new InputException(file + ":" + (i + 1), "a number that cannot be", WHAT);
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
