package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.CopiedRun;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.CompressionLedger;
import org.keyspike.pipeline.results.Results;

class MeanLedgerTest {
  @TempDir Path folder;

  private static MeanLedger.Stage stage(
      String name, double accuracy, double bytes, double dense, double nonZero, double effective) {
    return new MeanLedger.Stage(
        name,
        new MeanAccuracy(2, accuracy, Optional.of(0.01), Optional.empty(), Optional.empty()),
        Optional.empty(),
        bytes,
        bytes,
        dense,
        nonZero,
        effective,
        0.3 * nonZero);
  }

  @Test
  void peopleReadStagesAndWhatIsSavedFromFirstToLast() {
    MeanLedger ledger =
        new MeanLedger(
            List.of(stage("float", 0.9, 40_000, 10, 10, 4), stage("image", 0.875, 2_000, 8, 5, 1)));
    Set<String> refusals = new LinkedHashSet<>();
    assertEquals(
        """
        | stage | test accuracy   | against float | paired t over seeds | on the same clips | bytes  | dense MMAC/s | non-zero | effective |
        |-------|-----------------|---------------|---------------------|-------------------|--------|--------------|----------|-----------|
        | float | 0.9000 ± 0.0100 |               |                     |                   | 40,000 | 10.000       | 10.000   | 4.000     |
        | image | 0.8750 ± 0.0100 |               |                     |                   | 2,000  | 8.000        | 5.000    | 1.000     |

        From float to image: 95.00 % of the bytes and 90.00 % of the work gone; 50.00 % by pruning alone, zero-skipping does 5.00 times less of the rest. At a rate of 30 % in every layer the image would do 1.50 MMAC/s.""",
        String.join("\n", ledger.text(refusals).lines().toList()));
    assertEquals(Set.of(), refusals);
  }

  @Test
  @Tag("slow")
  void isTheMeanOfWhatRunsLeft() throws IOException {
    RunFolder first = TinyRun.run();
    RunFolder second = CopiedRun.to(folder.resolve("second"));
    CompressionLedger ledger = CompressionLedger.read(first.compressionLedger());
    long bytes = Files.size(first.image());
    String larger =
        Files.readString(second.compressionLedger())
            .replaceAll("\"bytes\" ?: ?" + bytes + "\\b", "\"bytes\":" + (bytes + 2));
    Files.writeString(second.compressionLedger(), larger);
    MeanLedger mean = MeanLedger.of(List.of(outcome(1, first), outcome(2, second)));
    assertEquals(
        ledger.stages().stream().map(CompressionLedger.Entry::stage).toList(),
        mean.stages().stream().map(MeanLedger.Stage::stage).toList());
    MeanLedger.Stage image = mean.stages().get(mean.stages().size() - 1);
    assertEquals(bytes + 1.0, image.bytes());
    Results results = Results.read(first.results());
    assertEquals(results.last().score().accuracy(), image.accuracy().mean());
    assertEquals(2, image.accuracy().runs());
    assertEquals(Optional.of(0.0), image.accuracy().deviation());
    MeanLedger.Stage floats = mean.stages().get(0);
    assertEquals(Optional.empty(), floats.againstFloat());
    assertEquals(results.rows().get(0).score().accuracy(), floats.accuracy().mean());
    assertEquals(
        image.accuracy().mean() - floats.accuracy().mean(),
        image.againstFloat().orElseThrow().together().effect().orElseThrow(),
        1e-12);
    assertTrue(image.denseMmacPerSecond() >= image.nonZeroMmacPerSecond());
  }

  private static RunOutcome outcome(long seed, RunFolder run) throws IOException {
    SweepRun of = new SweepRun(new Combination(Map.of()), seed, Recipe.read(run.recipe()), run);
    return RunOutcome.learned(of, null, null);
  }
}
