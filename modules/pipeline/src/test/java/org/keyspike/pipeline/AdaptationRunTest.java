package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.contamination.ClipIdentity;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.hardware.ImageReader;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Names;
import org.keyspike.pipeline.adaptation.AdaptedSpeakers;
import org.keyspike.pipeline.recipe.Datasets;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.Results;

/** A run of one synthesised word, adapted to clips of the test part as if people had made them. */
@Tag("slow")
class AdaptationRunTest {
  private static final String RECIPE =
      """
      dataset:
        kind: custom
        words: [computer]
        synthesis: {trainSpeakers: 3, validationSpeakers: 1, testSpeakers: 4, utterancesPerSpeaker: 2, minSnrDb: 5}
        negatives: {perSpeaker: 2, sentencesPerSpeaker: 1, silencePerSpeaker: 1, words: []}
      frontend: {bands: 12, gain: 8}
      network: {layers: [10], readoutHidden: 6}
      training: {engine: vector, epochs: 2, batchSize: 6, learningRate: 0.01, threads: 1}
      compression:
        pruning: [{kind: weights, sparsity: 0.3, epochs: 1, learningRate: 0.002}]
        quantization: {epochs: 1, learningRate: 0.001}
      adaptation: {epochs: 2, learningRate: 0.02, clips: 24, share: 0.5}
      """;

  private static final List<String> SPEAKERS = List.of("anna", "ben", "carl", "dora");

  @TempDir static Path shared;

  private static Path recipe;
  private static Path own;
  private static RunFolder source;
  private static RunFolder last;
  private static List<CompletedStage> stages;

  @BeforeAll
  static void run() throws IOException {
    recipe = Files.writeString(shared.resolve("r.yaml"), RECIPE);
    own = shared.resolve("own");
    Recipe read = Recipe.read(recipe);
    List<Utterance> clips =
        Datasets.open(read.dataset(), cache(), read.seed(), ProgressListener.NONE)
            .utterances(Split.TEST);
    List<String> seen = new ArrayList<>();
    for (Utterance clip : clips) {
      String speaker = clip.speaker().orElse("");
      if (!seen.contains(speaker)) {
        seen.add(speaker);
      }
      Path word = own.resolve(clip.labels()[0] == 0 ? "computer" : "other");
      String name = SPEAKERS.get(seen.indexOf(speaker) % 4) + "_nohash_" + clips.indexOf(clip);
      Files.createDirectories(word);
      Files.copy(clip.file(), word.resolve(name + ".wav"));
    }
    source = new RunFolder(shared.resolve("run"));
    try (Run run = Run.open(read, source.path(), cache())) {
      run.perform(Run.LastStage.VERIFY);
    }
    last = new RunFolder(shared.resolve("last"));
    stages = adapt(last, "adaptation.layers=last");
  }

  private static Path cache() {
    return shared.resolve("cache");
  }

  private static Recipe recipe(String... more) throws IOException {
    List<Assignment> all = new ArrayList<>();
    all.add(new Assignment("adaptation.recordings", own.toString(), "test"));
    for (String one : more) {
      all.add(Assignment.parse(one, "test"));
    }
    return Recipe.read(source.recipe(), all);
  }

  private static List<CompletedStage> adapt(RunFolder folder, String... more) throws IOException {
    try (Run run = Run.open(recipe(more), folder.path(), cache())) {
      return run.adapt(source);
    }
  }

  private static List<String> worked(List<CompletedStage> all) {
    return all.stream().filter(one -> !one.skipped()).map(CompletedStage::stage).toList();
  }

  private static List<Path> sounds() throws IOException {
    try (Stream<Path> files = Files.walk(own)) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }

  private static void assertSame(Path expected, Path found) throws IOException {
    assertEquals(-1, Files.mismatch(expected, found), found.toString());
  }

  @Test
  void theQuantizedNetworkIsTakenOverAndAdapted() throws IOException {
    assertEquals(
        List.of("clips", "quantize", "adapt", "detect", "export", "adapted", "verify", "card"),
        worked(stages));
    assertSame(source.quantized(), last.checkpoint(RunFolder.UNADAPTED));
    assertNotEquals(-1, Files.mismatch(source.quantized(), last.quantized()));
    Results results = Results.read(last.results());
    assertTrue(results.agreement().identical());
    String remark = AdaptedSpeakers.read(last.adaptation()).text();
    assertTrue(results.remarks().contains(remark), results.remarks()::toString);
    assertTrue(Files.readString(last.modelCard()).contains(remark));
    assertTrue(Files.readString(last.metrics()).contains("\"adapt\""));
    // The source stays what it was.
    assertFalse(Files.exists(source.adaptation()));
    assertFalse(Files.exists(source.checkpoint(RunFolder.UNADAPTED)));
  }

  /** Of the integers that the machine loads, those of the spiking layers are the same. */
  @Test
  void theLastLayerAloneLearns() throws IOException {
    Checkpoint before = Checkpoint.read(source.quantized());
    Checkpoint after = Checkpoint.read(last.quantized());
    boolean moved = false;
    for (String name : before.parameters().names()) {
      float[] was = before.parameters().data(name);
      float[] is = after.parameters().data(name);
      if (Names.ofReadout(name)) {
        moved |= !Arrays.equals(was, is);
      } else {
        assertArrayEquals(was, is, name);
      }
    }
    assertTrue(moved, "the readout learned nothing");
    assertEquals(
        ImageReader.read(source.image()).layers(), ImageReader.read(last.image()).layers());
  }

  @Test
  void allLayersLearn() throws IOException {
    RunFolder all = new RunFolder(shared.resolve("all"));
    adapt(all);
    assertFalse(
        Arrays.equals(
            Checkpoint.read(source.quantized()).parameters().data(Names.weight(0)),
            Checkpoint.read(all.quantized()).parameters().data(Names.weight(0))));
    // Zeros of pruning stay zeros.
    float[] was = Checkpoint.read(source.quantized()).parameters().data(Names.weight(0));
    float[] is = Checkpoint.read(all.quantized()).parameters().data(Names.weight(0));
    for (int i = 0; i < was.length; i++) {
      assertTrue(was[i] != 0 || is[i] == 0, "weight " + i);
    }
    assertTrue(Results.read(all.results()).agreement().identical());
  }

  @Test
  void speakersOfTheTestPartAreMeasured() throws IOException {
    AdaptedSpeakers worth = AdaptedSpeakers.read(last.adaptation());
    assertEquals(1, worth.speakers().size());
    int clips = worth.speakers().get(0).clips();
    assertTrue(clips >= 4, "clips " + clips);
    assertEquals(clips, worth.words().stream().mapToInt(AdaptedSpeakers.Change::clips).sum());
    TrainedClips trained = TrainedClips.read(last.trainedClips());
    String tests = worth.speakers().get(0).name();
    int known = 0;
    for (Path file : sounds()) {
      boolean test = file.getFileName().toString().startsWith(tests + "_");
      boolean listed = trained.part(ClipIdentity.of(file)).isPresent();
      assertEquals(!test, listed, file.toString());
      known += listed ? 1 : 0;
    }
    assertTrue(known > worth.learned(), "those that validate are listed too");
  }

  /** Who is alone has nobody to validate or to test: the last epoch is taken, and that is said. */
  @Test
  void aSingleSpeakerOnlyTrains() throws IOException {
    Path one = shared.resolve("one");
    for (Path file : sounds()) {
      if (file.getFileName().toString().startsWith("anna_")) {
        Path copy = one.resolve(own.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    RunFolder alone = new RunFolder(shared.resolve("alone"));
    adapt(alone, "adaptation.recordings=" + one);
    AdaptedSpeakers worth = AdaptedSpeakers.read(alone.adaptation());
    assertEquals(List.of(), worth.speakers());
    assertTrue(worth.text().contains("none is of a speaker for test"), worth::text);
    assertTrue(Results.read(alone.results()).agreement().identical());
  }

  @Test
  void whatIsDoneIsNotDoneAgainAndOtherwiseTheSame() throws IOException {
    assertEquals(List.of(), worked(adapt(last, "adaptation.layers=last")));
    RunFolder other = new RunFolder(shared.resolve("other"));
    adapt(other, "adaptation.layers=last");
    for (String file : List.of("image.kswi", "adaptation.json", "trained-on.bin")) {
      assertSame(last.path().resolve(file), other.path().resolve(file));
    }
    // Other recordings: they alone are learned from anew.
    Path more = shared.resolve("more");
    for (Path file : sounds()) {
      Path copy = more.resolve(own.relativize(file).toString().replace("_nohash_", "_nohash_9"));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    List<CompletedStage> again =
        adapt(other, "adaptation.layers=last", "adaptation.recordings=" + more);
    assertTrue(worked(again).contains("adapt"), again::toString);
    assertFalse(worked(again).contains("quantize"), again::toString);
  }

  /** In one go, with the recipe: the same network, quantized here. */
  @Test
  void aRecipeThatAdaptsDoesTheSame() throws IOException {
    RunFolder whole = new RunFolder(shared.resolve("whole"));
    try (Run run = Run.open(recipe("adaptation.layers=last"), whole.path(), cache())) {
      List<String> names =
          run.perform(Run.LastStage.VERIFY).stream().map(CompletedStage::stage).toList();
      assertEquals(
          List.of("clips", "train", "prune", "fold", "quantize", "adapt", "detect", "export"),
          names.subList(0, 8));
    }
    assertSame(last.image(), whole.image());
    // And it can be adapted to others: from what it was before.
    RunFolder again = new RunFolder(shared.resolve("again"));
    try (Run run = Run.open(recipe("adaptation.layers=last"), again.path(), cache())) {
      run.adapt(whole);
    }
    assertSame(last.image(), again.image());
  }

  @Test
  void refusesARunOfAnotherRecipeOrWithoutNetwork() throws IOException {
    RunFolder other = new RunFolder(shared.resolve("refused"));
    InputException e = assertThrows(InputException.class, () -> adapt(other, "training.epochs=3"));
    assertTrue(e.getMessage().contains("keyspike run " + source.path()), e::getMessage);
    RunFolder half = new RunFolder(shared.resolve("half"));
    try (Run run = Run.open(Recipe.read(recipe), half.path(), cache())) {
      run.perform(Run.LastStage.FOLD);
    }
    try (Run run = Run.open(recipe(), shared.resolve("of-half"), cache())) {
      assertThrows(InputException.class, () -> run.adapt(half));
    }
  }

  @Test
  void aPublishedRunNamesNoRecordings() throws IOException {
    RunFolder out = new RunFolder(shared.resolve("published"));
    Publication.of(last, out.path(), "models/computer", Optional.empty());
    assertNull(Recipe.read(out.recipe()).adaptation().recordings());
    assertFalse(Files.readString(out.recipe()).contains(own.toString()));
    assertTrue(Files.readString(out.recipe()).contains("adapted to recordings"));
    assertSame(last.image(), out.image());
  }
}
