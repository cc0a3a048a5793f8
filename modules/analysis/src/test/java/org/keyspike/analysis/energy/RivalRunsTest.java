package org.keyspike.analysis.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.analysis.study.StudyTable;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Assignment;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.BaselineRun;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.pipeline.recipe.BaselineRecipe;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.machine.FittedMachine;

/** All four rivals, trained on tones, beside a tiny network. */
@Tag("slow")
class RivalRunsTest {
  private static final EnergyTable TABLE = EnergyTable.standard();

  @TempDir Path folder;

  private final RivalRuns.Bench bench =
      new RivalRuns.Bench() {
        @Override
        public LabelledFeatures clips(Path run) throws IOException {
          Target target = Target.of(run);
          return target
              .trial(target.model(), Optional.empty(), TinyRun.cache(), ProgressListener.NONE)
              .features();
        }

        @Override
        public Architecture machine(Path run, WeightImage image) {
          return FittedMachine.of(image);
        }
      };

  private void graded(int bits, int seed, String name) throws IOException {
    List<Assignment> settings = new ArrayList<>();
    String[][] keys = {
      {"network.neuron", "rfatrelu"},
      {"network.activation.bits", Integer.toString(bits)},
      {"network.initial.graded.threshold", "{low: 0, high: 0}"},
      {"training.epochs", "1"},
      {"compression.pruning", "[]"},
      {"seed", Integer.toString(seed)}
    };
    for (String[] key : keys) {
      settings.add(new Assignment(key[0], key[1], "--set " + key[0]));
    }
    Recipe recipe = Recipe.read(TinyRun.run().recipe(), settings);
    try (Run run = Run.open(recipe, folder.resolve(name), TinyRun.cache())) {
      run.perform(Run.LastStage.EXPORT);
    }
  }

  private void convolutional() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("baseline.yaml"),
            """
            dataset: {kind: tones}
            frontend: {bands: 12, gain: 8}
            baseline: {coefficients: 4, channels: 4, blocks: 1}
            training: {epochs: 1, batchSize: 6}
            """);
    BaselineRun.open(
            BaselineRecipe.read(file, List.of()),
            new RunFolder(folder.resolve("rivals/ds-cnn")),
            TinyRun.cache(),
            ProgressListener.NONE)
        .perform();
  }

  @Test
  void fourRivalsOnOneTable() throws IOException {
    graded(1, 1, "rivals/few/1");
    graded(1, 2, "rivals/few/2");
    graded(4, 1, "rivals/four");
    convolutional();
    RunFolder own = TinyRun.run();
    WeightImage image = ImageReader.read(own.image());
    Architecture machine = FittedMachine.of(image);
    MeasuredNetwork measured = new MeasuredNetwork(image, bench.clips(own.path()), 3);
    EnergyRow.Source source = RivalRuns.source(own.path(), own.image(), image, measured.clips());
    List<EnergyRow> rows = new ArrayList<>();
    rows.add(measured.row(RivalKind.OWN, machine, TABLE, source));
    rows.add(measured.denseRow(machine, TABLE, source));
    rows.addAll(
        new RivalRuns(image, machine, bench, TABLE, 3).rows(List.of(folder.resolve("rivals"))));
    assertEquals(
        List.of(
            RivalKind.OWN,
            RivalKind.DENSE,
            RivalKind.FEW_BITS,
            RivalKind.SAME_BYTES,
            RivalKind.DS_CNN),
        rows.stream().map(EnergyRow::kind).toList());
    EnergyRow few = rows.get(2);
    assertEquals("FATReLU, 1 bit", few.network());
    assertEquals(
        List.of("few/1", "few/2"), few.sources().stream().map(EnergyRow.Source::run).toList());
    assertEquals(List.of("1", "2"), few.sources().stream().map(EnergyRow.Source::seed).toList());
    assertEquals(
        Hashes.sha256Hex(folder.resolve("rivals/few/1/image.kswi")), few.sources().get(0).sha256());
    assertEquals(source.data(), few.sources().get(0).data());
    assertTrue(few.score().deviation().isPresent());
    StudyTable study = EnergyStudy.of(rows, machine.clockHz(), folder);
    assertTrue(study.findings().stream().noneMatch(finding -> finding.contains("left out")));
    for (EnergyRow row : rows) {
      assertTrue(row.joules().microjoulesPerSecond() > row.joules().leakage(), row::toString);
      assertTrue(row.work().zeros() >= 0 && row.work().zeros() <= 1, row::toString);
      assertEquals(MeasuredNetwork.label(machine), row.machine());
    }
  }

  @Test
  void aNetworkOfOtherKindHasItsOwnRow() throws IOException {
    RunFolder own = TinyRun.run();
    WeightImage image = ImageReader.read(own.image());
    RivalRuns runs = new RivalRuns(image, FittedMachine.of(image), bench, TABLE, 1);
    EnergyRow same = runs.rows(List.of(own.path())).get(0);
    assertEquals(RivalKind.OTHER, same.kind());
    assertEquals(own.path().getFileName().toString(), same.network());
    assertEquals(1, RivalRuns.fewBits(1));
    assertEquals(2, RivalRuns.fewBits(2));
    InputException none =
        assertThrows(
            InputException.class,
            () -> runs.rows(List.of(Files.createTempDirectory(folder, "none"))));
    assertTrue(none.getMessage().contains("no finished run"), none.getMessage());
  }
}
