package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.RandomRange;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetSettings.Synthesis;

class DatasetsTest {
  private static final Synthesis FEW = new Synthesis(2, 1, 1, 1, 10);
  private static final RandomRange NEVER = new RandomRange(0, 1, 1);
  private static final RandomRange RARELY = new RandomRange(0.01, 1, 1);

  @TempDir Path folder;

  private Path cache() {
    return folder.resolve("cache");
  }

  private Dataset open(DatasetSettings settings, long seed) throws IOException {
    return Datasets.open(settings, cache(), seed, ProgressListener.NONE);
  }

  private static DatasetSettings synthesized(List<String> words) {
    return new DatasetSettings("synthesized", null, null, null, words, FEW);
  }

  @Test
  @Tag("slow")
  void synthesisedOnce() throws IOException {
    DatasetSettings settings = synthesized(List.of("yes", "hey spike"));
    Dataset first = open(settings, 1);
    assertEquals(List.of("yes", "hey_spike"), first.classes());
    assertEquals(4, first.utterances(Split.TRAIN).size());
    Path made = first.utterances(Split.TEST).get(0).file().getParent().getParent();
    Files.writeString(made.resolve(".mark"), "");
    assertEquals(first, open(settings, 1));
    assertTrue(Files.exists(made.resolve(".mark")));
    open(settings, 2);
    assertEquals(2, Made.entries(cache()).size(), "another seed is another corpus");
  }

  @Test
  void foldersAreReadWhereTheyAre() throws IOException {
    Path words = Made.words(folder.resolve("words"), List.of("no", "yes"), List.of("a"));
    Dataset all = open(new DatasetSettings("speech-commands", null, words, null, null, null), 0);
    assertEquals(List.of("no", "yes"), all.classes());
    Dataset chosen =
        open(
            new DatasetSettings("speech-commands", null, words, null, List.of("yes", "no"), null),
            0);
    assertEquals(List.of("yes", "no"), chosen.classes());
    assertFalse(Files.exists(cache()));
  }

  @Test
  @Tag("slow")
  void realArchives() throws IOException {
    // Where the tests of datasets have unpacked them.
    Path real = Path.of("..", "datasets", "target", "real");
    Dataset timit =
        Datasets.open(
            new DatasetSettings("timit", Made.real("timit-sample.tar.gz"), null, null, null, null),
            real,
            0,
            ProgressListener.NONE);
    assertEquals(80, timit.utterances(Split.TRAIN).size());
    Dataset twelve =
        Datasets.open(
            new DatasetSettings(
                "speech-commands", Made.real("gsc-mini.tar.gz"), null, "12", null, null),
            real,
            0,
            ProgressListener.NONE);
    assertEquals(12, twelve.classes().size());
  }

  private static void assertField(String field, DatasetSettings settings) {
    InputException e = assertThrows(InputException.class, settings::validate);
    assertEquals("dataset." + field, e.field(), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void settingsThatDoNotFitAreNamed() throws IOException {
    Path x = Path.of("x");
    List<String> two = List.of("yes", "no");
    assertField("kind", new DatasetSettings(null, x, null, null, null, null));
    assertField("kind", new DatasetSettings("speech", x, null, null, null, null));
    assertField("archive", new DatasetSettings("timit", null, null, null, null, null));
    assertField("folder", new DatasetSettings("timit", x, x, null, null, null));
    assertField("classes", new DatasetSettings("timit", x, null, "12", null, null));
    assertField("words", new DatasetSettings("timit", x, null, null, two, null));
    assertField("classes", new DatasetSettings("speech-commands", x, null, "11", null, null));
    assertField("classes", new DatasetSettings("speech-commands", x, null, "12", two, null));
    assertField(
        "words", new DatasetSettings("speech-commands", x, null, null, List.of("yes"), null));
    assertField("synthesis", new DatasetSettings("speech-commands", x, null, null, null, FEW));
    assertField("words", synthesized(null));
    assertField("words", synthesized(List.of("?")));
    assertField("words", synthesized(List.of("yes", "yes")));
    assertField("archive", new DatasetSettings("synthesized", x, null, null, two, FEW));
    assertField("classes", new DatasetSettings("synthesized", null, null, "12", two, FEW));
    assertField("synthesis", new DatasetSettings("synthesized", null, null, null, two, null));
    assertField(
        "testSpeakers",
        new DatasetSettings("synthesized", null, null, null, two, new Synthesis(1, 1, 0, 1, 0)));
    for (String classes : new String[] {"48", "1920", null}) {
      new DatasetSettings("timit", x, null, classes, null, null).validate();
    }
    for (String classes : new String[] {"all-present", "35", "12", null}) {
      new DatasetSettings("speech-commands", x, null, classes, null, null).validate();
    }
  }

  private static void assertTimitRefuses(
      String key, AugmentationSettings features, AudioAugmentationSettings audio)
      throws IOException {
    Path x = Path.of("x");
    DatasetSettings timit = new DatasetSettings("timit", x, null, null, null, null);
    InputException e =
        assertThrows(InputException.class, () -> timit.checkAugmentation(features, audio));
    assertEquals("training." + key, e.field(), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    new DatasetSettings("speech-commands", x, null, null, null, null)
        .checkAugmentation(features, audio);
  }

  @Test
  void labelsOfFramesStayWithTheirSpeech() throws IOException {
    AugmentationSettings masks = new AugmentationSettings(0, 2, 9, 2, 9);
    AudioAugmentationSettings none = AudioAugmentationSettings.NONE;
    assertTimitRefuses("augmentation.shiftFrames", new AugmentationSettings(1, 0, 0, 0, 0), none);
    assertTimitRefuses(
        "audioAugmentation.tempo.probability",
        masks,
        new AudioAugmentationSettings(RARELY, NEVER, NEVER, NEVER, NEVER, NEVER));
    assertTimitRefuses(
        "audioAugmentation.shiftMs.probability",
        masks,
        new AudioAugmentationSettings(NEVER, NEVER, RARELY, NEVER, NEVER, NEVER));
    assertTimitRefuses(
        "audioAugmentation.noiseSnrDb.probability",
        masks,
        new AudioAugmentationSettings(NEVER, NEVER, NEVER, NEVER, RARELY, NEVER));
    new DatasetSettings("timit", Path.of("x"), null, null, null, null)
        .checkAugmentation(
            masks, new AudioAugmentationSettings(NEVER, RARELY, NEVER, RARELY, NEVER, RARELY));
  }
}
