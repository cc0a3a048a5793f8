package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Split;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.training.Evaluator;
import org.keyspike.training.Scores;

/** Runs with a teacher that is no network of theirs, and with a ramp. */
@Tag("slow")
class TaughtRunTest {
  @TempDir Path folder;

  private static Run open(Path where, String... settings) throws IOException {
    List<Assignment> all = new ArrayList<>();
    for (String setting : settings) {
      all.add(Assignment.parse(setting, "--set"));
    }
    Recipe recipe = Recipe.read(TinyRun.run().recipe(), all);
    return Run.open(recipe, new RunFolder(where), TinyRun.cache(), ProgressListener.NONE);
  }

  private static byte[] trained(Path where, String... settings) throws IOException {
    try (Run run = open(where, settings)) {
      run.perform(Run.LastStage.TRAIN);
      return Files.readAllBytes(run.folder().checkpoint(RunFolder.FLOAT));
    }
  }

  private static boolean finished(Path where, String... settings) throws IOException {
    try (Run run = open(where, settings)) {
      return run.finished(Run.LastStage.TRAIN);
    }
  }

  @Test
  void aLargerRunTeachesASmallerNetworkWhereverItLies() throws IOException {
    String[] small = {"network.layers=[6,5]", ""};
    small[1] = "training.distillation.teacher=" + TinyRun.run().path();
    byte[] taught = trained(folder.resolve("taught"), small);
    byte[] alone = trained(folder.resolve("alone"), small[0]);
    assertFalse(Arrays.equals(taught, alone), "the teacher counts");
    Path copy = folder.resolve("copy-1.safetensors");
    Files.copy(TinyRun.run().checkpoint(RunFolder.FLOAT), copy);
    String named = "training.distillation.teacher=" + folder.resolve("copy-{seed}.safetensors");
    assertTrue(finished(folder.resolve("taught"), small[0], named), "the same teacher elsewhere");
    assertArrayEquals(taught, trained(folder.resolve("again"), small[0], named));
    Files.copy(
        TinyRun.run().checkpoint(RunFolder.PRUNED), copy, StandardCopyOption.REPLACE_EXISTING);
    assertFalse(finished(folder.resolve("taught"), small[0], named), "another teacher");
  }

  @Test
  void anotherKindOfNetworkTeachesWhatItKnows() throws IOException {
    Path file = Files.writeString(folder.resolve("one.made"), "1");
    Path where = folder.resolve("run");
    trained(
        where,
        "training.distillation.teacher=" + file,
        "training.distillation.weight=1",
        "training.distillation.temperature=1",
        "training.epochs=6",
        "training.learningRate=0.05");
    try (Run run = open(where)) {
      Scores scores =
          Evaluator.score(
              run.engine(),
              Checkpoint.read(run.folder().checkpoint(RunFolder.FLOAT)),
              run.features().part(Split.TRAIN));
      for (int predicted : scores.predicted()) {
        assertEquals(1, predicted, "labels do not count");
      }
    }
  }

  @Test
  void aTeacherThatCannotTeachIsRefused() throws IOException {
    Checkpoint network = Checkpoint.read(TinyRun.run().checkpoint(RunFolder.FLOAT));
    List<String> others = new ArrayList<>(network.classes());
    others.set(0, "other");
    refused(
        new Checkpoint(network.spec(), others, network.parameters(), Map.of()), "classes other");
    NetworkSpec spec = network.spec();
    ReadoutSpec readout = spec.readout();
    refused(
        new Checkpoint(
            new NetworkSpec(
                new FeatureSpec(spec.features().bands(), 2),
                spec.encoder(),
                spec.layers(),
                readout,
                spec.timeSteps(),
                null),
            network.classes(),
            network.parameters(),
            Map.of()),
        "front end");
    InputException e =
        assertThrows(
            InputException.class,
            () -> trained(folder.resolve("x"), "training.distillation.teacher=nowhere"));
    assertTrue(e.expected().contains("a run that has trained"), e.getMessage());
  }

  private void refused(Checkpoint teacher, String found) throws IOException {
    Path file = folder.resolve("teacher.safetensors");
    teacher.write(file);
    InputException e =
        assertThrows(
            InputException.class,
            () -> trained(folder.resolve("x"), "training.distillation.teacher=" + file));
    assertTrue(e.found().startsWith(found), e.getMessage());
  }

  @Test
  void aRampEndsWithTheNetworkThatWasAskedForAndACalmPhase() throws IOException {
    Path where = folder.resolve("ramp");
    Files.createDirectories(where);
    StageCopy.floatNetwork(TinyRun.run(), new RunFolder(where));
    String pruning =
        "compression.pruning=[{kind: neurons, sparsity: 0.5, saliency: movement, ramp: 0.5, steps:"
            + " 2, epochs: 2, learningRate: 0.002}, {kind: weights, sparsity: 0.5, saliency:"
            + " second-order, ramp: 0.5, epochs: 3, learningRate: 0.002}]";
    String[] settings = {
      pruning,
      "compression.recovery.distillation=0.5",
      "compression.recovery.teacher=" + TinyRun.run().path()
    };
    try (Run run = open(where, settings)) {
      run.perform(Run.LastStage.QUANTIZE);
      Checkpoint pruned = Checkpoint.read(run.folder().checkpoint(RunFolder.PRUNED));
      assertEquals(List.of(5, 4), pruned.spec().layers().stream().map(LayerSpec::neurons).toList());
      List<String> stages =
          Files.readAllLines(run.folder().metrics()).stream()
              .map(line -> line.replaceAll(".*\"stage\":\"([^\"]+)\".*", "$1"))
              .filter(stage -> stage.startsWith("prune"))
              .toList();
      assertEquals(
          List.of("prune-1.ramp", "prune-1.calm", "prune.ramp", "prune.ramp", "prune.calm"),
          stages);
    }
    try (Run run = open(where, settings)) {
      assertTrue(run.finished(Run.LastStage.QUANTIZE));
    }
  }
}
