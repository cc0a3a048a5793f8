package org.keyspike.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.FeatureStore;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.pipeline.recipe.Recipe;

@Tag("slow")
class AnalysisTest {
  @TempDir Path folder;

  private AnalysisFindings analyse(String checkpoint, Path to) throws IOException {
    Target target = Target.of(TinyRun.run().path());
    return Analysis.of(target, checkpoint, to, TinyRun.cache(), ProgressListener.NONE);
  }

  @Test
  void findingsAreOfTrainingAndValidationParts() throws IOException {
    AnalysisFindings findings = analyse(RunFolder.FLOAT, folder);
    assertEquals(new AnalysisFindings.Clips(6, 6), findings.clips());
    assertEquals(Map.of(), findings.skipped());
    List<AnalysisFindings.Layer> layers = findings.activity().layers();
    assertEquals(List.of(10, 8), layers.stream().map(AnalysisFindings.Layer::neurons).toList());
    assertEquals(
        List.of("low", "high"),
        findings.activity().classes().stream().map(AnalysisFindings.PerClass::name).toList());
    assertTrue(findings.activity().effectiveOperations() > 0);
    assertTrue(findings.activity().effectiveOperations() < findings.activity().denseOperations());
    assertEquals(findings, AnalysisFindings.read(folder.resolve("analysis.json")));
  }

  @Test
  void tablesHaveARowForEachThing() throws IOException {
    AnalysisFindings findings = analyse(RunFolder.FLOAT, folder);
    assertEquals(1 + findings.probe().size(), rows("probe.csv"));
    assertEquals(1 + 12, rows("bands.csv"));
    assertEquals(1 + 2, rows("layers.csv"));
    assertEquals(1 + 18, rows("neurons.csv"));
    assertEquals(1 + 2, rows("classes.csv"));
    assertEquals(
        Set.of("raster-low.png", "raster-high.png"),
        Set.copyOf(findings.rasters()),
        "one a class, in the order of the clips");
    for (String file : findings.rasters()) {
      assertTrue(Files.size(folder.resolve(file)) > 0, file);
    }
  }

  private int rows(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).size();
  }

  @Test
  void prunedWeightsDoNoOperations() throws IOException {
    AnalysisFindings whole = analyse(RunFolder.FLOAT, folder.resolve("float"));
    AnalysisFindings pruned = analyse(RunFolder.PRUNED, folder.resolve("pruned"));
    int least = nonZero(whole);
    assertTrue(nonZero(pruned) < least, nonZero(pruned) + " of " + least);
    assertEquals(whole.activity().denseOperations(), pruned.activity().denseOperations(), 1e-6);
  }

  private static int nonZero(AnalysisFindings findings) {
    return findings.activity().matrices().stream().mapToInt(AnalysisFindings.Matrix::nonZero).sum();
  }

  @Test
  void refusesDataWithoutClipsToValidateWith() throws IOException {
    RunFolder run = TinyRun.run();
    Recipe recipe = Recipe.read(run.recipe());
    Dataset whole = Features.open(recipe, TinyRun.cache(), ProgressListener.NONE).dataset();
    Dataset training =
        new Dataset(
            "training alone",
            whole.classes(),
            false,
            Map.of(
                Split.TRAIN, whole.utterances(Split.TRAIN),
                Split.VALIDATION, List.of(),
                Split.TEST, List.of()));
    FeatureStore store =
        FeatureStore.open(
            training, recipe.frontend(), folder.resolve("cache"), 1, ProgressListener.NONE);
    AnalysisInput input =
        new AnalysisInput(
            Checkpoint.read(run.checkpoint(RunFolder.FLOAT)),
            recipe,
            new Features(training, store),
            null,
            folder.resolve("analysis"));
    InputException refused = assertThrows(InputException.class, () -> Analysis.of(input));
    assertEquals(
        "analyse: found 6 training and 0 validation clips, expected at least one of each",
        refused.getMessage());
    assertTrue(Files.notExists(folder.resolve("analysis")));
  }

  @Test
  void aNetworkThatIsInNoRunIsRefused() throws IOException {
    Path alone = Files.writeString(folder.resolve("alone.safetensors"), "");
    Target target = Target.of(alone);
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                Analysis.of(
                    target,
                    RunFolder.FLOAT,
                    folder.resolve("analysis"),
                    folder.resolve("cache"),
                    ProgressListener.NONE));
    assertEquals(
        alone + ": found a network that is in no run, expected a run folder", e.getMessage());
    try (var entries = Files.list(folder)) {
      assertEquals(List.of(alone), entries.toList(), "nothing is written");
    }
  }
}
