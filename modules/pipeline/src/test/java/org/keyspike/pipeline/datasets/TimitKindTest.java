package org.keyspike.pipeline.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.RandomRange;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetSettings;

class TimitKindTest {
  private static final TimitKind KIND = new TimitKind();

  @TempDir Path folder;

  /** A sentence of 1000 samples: silence, one vowel, silence. */
  private void sentence(String name) throws IOException {
    Path sound = Made.clip(folder, name + ".wav", 1_000);
    String phones = sound.getFileName().toString().replace(".wav", ".phn");
    Files.writeString(sound.resolveSibling(phones), "0 280 h#\n280 600 ix\n600 1000 h#\n");
  }

  private void corpus() throws IOException {
    for (String speaker : List.of("faem0", "fvmh0", "madc0", "mcpm0")) {
      sentence("train/dr1/" + speaker + "/sx26");
    }
    sentence("test/dr2/marc0/sx108");
  }

  private Dataset open(String classes) throws IOException {
    DatasetSettings settings = Sections.read(KIND, null, folder, classes, null);
    KIND.validate(settings);
    return KIND.open(settings, folder.resolve("cache"), 1, ProgressListener.NONE);
  }

  private static List<String> names(Dataset dataset, int[] labels) {
    return Arrays.stream(labels).mapToObj(dataset.classes()::get).toList();
  }

  @Test
  void everyFrameHasItsLabel() throws InputException {
    Sections.isRegistered("timit", KIND);
    assertTrue(KIND.frameWise());
    assertEquals("folder", KIND.place());
  }

  @Test
  void framesAreLabelledWithPhonesUnlessStatesAreAskedFor() throws IOException {
    corpus();
    Dataset phones = open(null);
    assertEquals(48, phones.classes().size());
    assertEquals(phones, open("48"));
    Utterance test = phones.utterances(Split.TEST).get(0);
    assertEquals(List.of("sil", "sil", "ix", "ix", "sil", "sil"), names(phones, test.labels()));
    Dataset states = open("1920");
    assertEquals(1_920, states.classes().size());
    assertEquals(6, states.utterances(Split.TEST).get(0).frames());
  }

  @Test
  void clipsForTestAreLabelledWithTheClassesOfTheNetwork() throws IOException {
    corpus();
    Dataset trained = open("48");
    Dataset again = KIND.openForTest(folder, trained.classes(), ProgressListener.NONE);
    assertEquals(trained.classes(), again.classes());
    assertArrayEquals(
        trained.utterances(Split.TEST).get(0).labels(),
        again.utterances(Split.TEST).get(0).labels());
  }

  @Test
  void aSectionThatDoesNotFitIsRefused() {
    Path x = Sections.SOMEWHERE;
    for (String classes : new String[] {null, "48", "1920"}) {
      assertDoesNotThrow(() -> KIND.validate(Sections.read(KIND, x, null, classes, null)));
    }
    Sections.refused(
        KIND,
        Sections.read(KIND, x, null, "39", null),
        "classes",
        "39",
        "48 (phones) or 1920 (states of them)");
    Sections.refused(
        KIND,
        Sections.read(KIND, x, null, null, Sections.TWO),
        "words",
        "[yes, no]",
        "nothing, as kind timit");
    Sections.refused(
        KIND,
        Sections.read(KIND, null, null, null, null),
        "archive",
        "nothing",
        "dataset.archive or dataset.folder");
    Sections.refused(
        KIND,
        new DatasetSettings(KIND.name(), x, null, null, null, null, Sections.OTHERS, null, null),
        "negatives",
        Sections.OTHERS.toString(),
        "nothing, as kind timit");
  }

  /** Frames must stay at their labels, and there is no recording of noise to add. */
  @Test
  void onlyWhatLeavesFramesInPlaceIsVaried() {
    RandomRange never = new RandomRange(0, 1, 1);
    RandomRange often = new RandomRange(0.5, 1, 1);
    AugmentationSettings masks = new AugmentationSettings(0, 2, 9, 2, 9);
    assertDoesNotThrow(() -> KIND.checkAugmentation(masks, AudioAugmentationSettings.NONE));
    InputException noise =
        assertThrows(
            InputException.class,
            () ->
                KIND.checkAugmentation(
                    masks,
                    new AudioAugmentationSettings(never, never, never, never, often, never)));
    assertEquals("training.audioAugmentation.noiseSnrDb.probability", noise.field());
    assertEquals("0, as timit has no recording of noise", noise.expected());
    InputException shift =
        assertThrows(
            InputException.class,
            () ->
                KIND.checkAugmentation(
                    new AugmentationSettings(3, 0, 0, 0, 0), AudioAugmentationSettings.NONE));
    assertEquals("training.augmentation.shiftFrames", shift.field());
    assertEquals("3", shift.found());
  }
}
