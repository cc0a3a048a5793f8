package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.contamination.SeenClips;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.hardware.ImageDescription;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.verification.TestBench;

@Tag("slow")
class TargetTest {
  private static RunFolder tiny;

  @TempDir Path folder;

  @BeforeAll
  static void run() throws IOException {
    tiny = TinyRun.run();
  }

  @Test
  void aRunFolderIsItsImage() throws IOException {
    Target target = Target.of(tiny.path());
    NetworkFile model = target.model();
    assertTrue(target.isRun() && model instanceof NetworkFile.Packed, model::toString);
    assertEquals(Optional.of(tiny), target.run());
    assertEquals(tiny.answers(), target.answers());
    assertEquals(Optional.empty(), target.phones(model));
    assertEquals(
        Checkpoint.read(tiny.quantized()).provenance(),
        target.quantized(model).orElseThrow().provenance());
    assertEquals(
        6,
        target
            .trial(model, Optional.empty(), TinyRun.cache(), ProgressListener.NONE)
            .features()
            .size());
  }

  @Test
  void aFileInARunFindsItsRun() throws IOException {
    Target target = Target.of(tiny.quantized());
    assertEquals(tiny.path(), target.run().orElseThrow().path());
    assertEquals(target.recipe(), Target.of(tiny.path()).recipe());
    NetworkFile model = target.model();
    assertEquals(tiny.path().resolve("checkpoints").resolve("answers.kska"), target.answers());
    assertEquals(128, target.image(model, 128).lanes());
  }

  @Test
  void anImageAloneHasNoRun() throws IOException {
    Path alone = Files.copy(tiny.image(), folder.resolve("alone.kswi"));
    Target target = Target.of(alone);
    NetworkFile model = target.model();
    assertEquals(Optional.empty(), target.run());
    assertEquals(Optional.empty(), target.quantized(model));
    WeightImage image = target.image(model, target.lanes());
    assertEquals(FittedMachine.of(image), target.machine(image));
    InputException e =
        assertThrows(
            InputException.class,
            () -> target.trial(model, Optional.empty(), folder, ProgressListener.NONE));
    assertTrue(e.getMessage().contains("is in no run"), e.getMessage());
    Path words = Made.words(folder.resolve("words"), List.of("low", "high"), List.of("a"));
    Dataset dataset = target.dataset(model, Optional.of(words), folder, ProgressListener.NONE);
    assertEquals(2, dataset.utterances(Split.TEST).size());
    TrialClips trial = target.trial(model, Optional.of(words), folder, ProgressListener.NONE);
    assertEquals(2, trial.features().size());
    assertEquals(Optional.empty(), trial.seen(), "nothing tells");
  }

  @Test
  void whatWasTrainedWithIsKnown() throws IOException {
    Target target = Target.of(tiny.path());
    NetworkFile model = target.model();
    TrialClips own = target.trial(model, Optional.empty(), TinyRun.cache(), ProgressListener.NONE);
    assertEquals(0, own.seen().orElseThrow().count(), "the test part is none of it");
    TrainedClips trained = target.trainedClips(model).orElseThrow();
    assertEquals(6, trained.clips(Split.TRAIN));
    assertEquals(model.provenance().get("data"), trained.data());
    Path all = TinyRun.cache().resolve("tones-1");
    TrialClips trial = target.trial(model, Optional.of(all), folder, ProgressListener.NONE);
    SeenClips seen = trial.seen().orElseThrow();
    assertEquals(18, trial.features().size());
    assertEquals(6, seen.count(Split.TRAIN));
    assertEquals(6, seen.count(Split.VALIDATION));
    for (int i : seen.places(false)) {
      assertTrue(trial.features().name(i).contains("/test"), trial.features().name(i));
    }
    assertEquals(6, trial.part(seen, false).orElseThrow().size());
    assertEquals(12, trial.part(seen, true).orElseThrow().size());
    SeenClips none = SeenClips.none(List.of());
    assertEquals(Optional.empty(), trial.part(none, true));
    assertEquals(
        seen,
        target
            .seen(
                model,
                target.dataset(model, Optional.of(all), folder, ProgressListener.NONE),
                ProgressListener.NONE)
            .orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "compressed", "spotter", "ear"})
  void publishedNetworksHaveTheListOfTheirData(String network) throws IOException {
    Target target = Target.of(Path.of("../../models/gsc-mini", network));
    NetworkFile model = target.model();
    TrainedClips list = target.trainedClips(model).orElseThrow();
    assertEquals(model.provenance().get("data"), list.data());
  }

  @Test
  void aListBesideAFileIsOfThatFile() throws IOException {
    Path alone = Files.copy(tiny.image(), folder.resolve("alone.kswi"));
    Target target = Target.of(alone);
    NetworkFile model = target.model();
    assertEquals(Optional.empty(), target.trainedClips(model));
    Files.copy(tiny.trainedClips(), folder.resolve("trained-on.bin"));
    assertEquals(6, target.trainedClips(model).orElseThrow().clips(Split.TRAIN));
    Path own = Target.trainedClipsBeside(alone);
    assertEquals(folder.resolve("alone.trained-on.bin"), own);
    Features features = Features.open(TinyRun.recipe(), folder, ProgressListener.NONE);
    TrainedClips.of(features.dataset(), List.of(), "0".repeat(64), 1, ProgressListener.NONE)
        .write(own);
    InputException e = assertThrows(InputException.class, () -> target.trainedClips(model));
    assertTrue(e.getMessage().contains("which the network was trained with"), e.getMessage());
  }

  /** A run that was compressed anew still has the image of before. */
  @Test
  void anImageOfAnotherCheckpointIsRefused() throws IOException {
    RunFolder copy = new RunFolder(folder.resolve("copy"));
    Files.createDirectories(copy.quantized().getParent());
    Files.copy(tiny.recipe(), copy.recipe());
    Files.copy(tiny.environment(), copy.environment());
    Files.copy(tiny.image(), copy.image());
    Target run = Target.of(copy.path());
    Target file = Target.of(copy.image());
    NetworkFile model = run.model();
    assertEquals(Optional.empty(), file.quantized(model));
    Files.copy(tiny.checkpoint(RunFolder.FLOAT), copy.quantized());
    InputException refused = assertThrows(InputException.class, run::model);
    assertEquals(copy.image() + "", refused.file());
    assertEquals("an image of another checkpoint", refused.found());
    assertThrows(InputException.class, () -> file.quantized(file.model()));
    // An image that does not say what it is of is not compared with a checkpoint.
    WeightImage image = ImageReader.read(copy.image());
    ImageWriter.write(
        image.withDescription(new ImageDescription(image.kept(), image.classes(), Map.of())),
        copy.image());
    assertEquals(Optional.empty(), run.quantized(run.model()));
  }

  /** A network of 13 lanes needs no arch.yaml: the machine takes its lanes. */
  @Test
  void anImageOfAnyLanesRunsOnTheMachineThatIsUsedWhereNoneIsNamed() throws IOException {
    Target trained =
        Target.of(tiny.quantized(), List.of(Assignment.parse("hardware.lanes=13", "--set")));
    assertEquals(13, trained.lanes());
    WeightImage image = trained.image(trained.model(), trained.lanes());
    Path file = folder.resolve("thirteen.kswi");
    ImageWriter.write(image, file);
    Target target = Target.of(file);
    Architecture machine = target.machine(target.image(target.model(), target.lanes()));
    assertEquals(13, machine.lanes());
    KnownAnswers known = KnownAnswersReader.read(tiny.answers());
    assertTrue(new TestBench(image, machine, Optional.empty()).known(known).identical());
  }

  @Test
  void overridesAreLaidOverTheRecipe() throws IOException {
    Target target =
        Target.of(tiny.path(), List.of(Assignment.parse("simulation.architecture=tiny", "--set")));
    WeightImage image = target.image(target.model(), target.lanes());
    assertEquals("tiny", target.machine(image).name());
    assertEquals(16, target.lanes());
    Target other = Target.of(tiny.path(), List.of(Assignment.parse("frontend.bands=13", "--set")));
    InputException e =
        assertThrows(
            InputException.class, () -> other.data(other.model(), folder, ProgressListener.NONE));
    assertTrue(e.expected().contains("which the network was trained with"), e.getMessage());
  }

  @Test
  void ofARunThatFailedItIsSaid() throws IOException {
    RunFolder failed = new RunFolder(folder.resolve("failed"));
    Run.open(Recipe.read(tiny.recipe()), failed.path(), TinyRun.cache()).close();
    Target target = Target.of(failed.path());
    InputException e = assertThrows(InputException.class, target::model);
    assertTrue(e.found().contains("failed or was stopped in its first stage"), e.getMessage());
    assertTrue(e.found().contains(failed.log().toString()), e.getMessage());
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    assertThrows(InputException.class, () -> Target.of(folder));
    assertThrows(InputException.class, () -> Target.of(folder.resolve("missing.kswi")));
  }
}
