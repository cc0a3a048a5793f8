package org.keyspike.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.Interval;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordWriter;

class AnalysisFindingsTest {
  private static final AnalysisFindings FINDINGS =
      new AnalysisFindings(
          new AnalysisFindings.Clips(7, 3),
          List.of(
              new AnalysisFindings.Probe(
                  "learned",
                  10,
                  0.5,
                  0.9,
                  0.8,
                  new Interval(0.7, 0.85, Interval.Unit.SPEAKERS, 4))),
          List.of(
              new AnalysisFindings.Correlated(
                  "coarse step", "spike activity", 4, Optional.empty(), Optional.empty())),
          new AnalysisFindings.NetworkActivity(
              Optional.empty(),
              List.of(new AnalysisFindings.Layer(1, 8, 0.25, 2)),
              List.of(
                  new AnalysisFindings.PerClass(
                      "yes", Optional.empty(), List.of(Optional.of(0.25), Optional.empty()))),
              List.of(
                  new AnalysisFindings.Matrix(
                      "W1", 4, 1, 0.75, Optional.of(400.0), Optional.of(25.0))),
              400,
              25),
          Map.of("gradients", "there are none"),
          List.of("raster-yes.png"));

  @TempDir Path folder;

  @Test
  void jsonIsFlatAndSaysNullForWhatDoesNotApply() {
    assertEquals(
        "{\"trainingClips\":7,\"validationClips\":3,"
            + "\"probe\":[{\"encoder\":\"learned\",\"inputs\":10,\"penalty\":0.5,\"training\":0.9,"
            + "\"validation\":0.8,\"interval\":{\"lower\":0.7,\"upper\":0.85,"
            + "\"by\":\"speakers\",\"number\":4}}],"
            + "\"correlations\":[{\"gradient\":\"coarse step\",\"with\":\"spike activity\","
            + "\"bands\":4,\"pearson\":null,\"spearman\":null}],"
            + "\"encoderRate\":null,"
            + "\"layers\":[{\"layer\":1,\"neurons\":8,\"rate\":0.25,\"silent\":2}],"
            + "\"classes\":[{\"name\":\"yes\",\"encoder\":null,\"layers\":[0.25,null]}],"
            + "\"matrices\":[{\"name\":\"W1\",\"weights\":4,\"nonZero\":1,\"sparsity\":0.75,"
            + "\"dense\":400.0,\"effective\":25.0}],"
            + "\"denseOperations\":400.0,\"effectiveOperations\":25.0,"
            + "\"skipped\":{\"gradients\":\"there are none\"},\"rasters\":[\"raster-yes.png\"]}",
        RecordWriter.json(FINDINGS));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = Files.writeString(folder.resolve("analysis.json"), RecordWriter.json(FINDINGS));
    assertEquals(FINDINGS, AnalysisFindings.read(file));
  }

  @Test
  void refusesAnotherFile() throws IOException {
    Path file = Files.writeString(folder.resolve("analysis.json"), "{\"layers\": 3}");
    assertThrows(InputException.class, () -> AnalysisFindings.read(file));
  }

  @Test
  void peopleReadWhatWasFoundAndWhatWasNot() {
    String text = String.join("\n", FINDINGS.text().lines().toList());
    assertEquals(
        """
        probe, learned: validation accuracy 0.8000 (95 % interval 0.7000–0.8500 by 4 speakers), 10 inputs
        gradient by coarse step with spike activity: no variation
        layer 1: rate 0.2500, 2 of 8 neurons silent
        synaptic operations: 0.000 million a second, 0.000 dense
        gradients skipped: there are none""",
        text);
  }
}
