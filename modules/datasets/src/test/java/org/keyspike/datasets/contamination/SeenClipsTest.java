package org.keyspike.datasets.contamination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Sphere;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.timit.Timit;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class SeenClipsTest {
  private static final String DATA = "ab".repeat(32);

  @TempDir Path folder;

  private Utterance clip(String name, int samples) throws IOException {
    return utterance(name, Made.clip(folder, name + ".wav", samples));
  }

  private static Utterance utterance(String name, Path file) {
    return new Utterance(name, file, 0, 16_000, new int[1]);
  }

  @Test
  void clipsAreFoundRenamedInAnotherContainerAndByNameAlone() throws IOException {
    Utterance training = clip("yes/0000000a_nohash_0", 1_000);
    Utterance validation = clip("yes/0000000b_nohash_0", 1_000);
    TrainedClips trained = trained(List.of(training), List.of(validation));
    Path renamed = Files.copy(training.file(), folder.resolve("renamed.wav"));
    Path sphere = Sphere.write(folder.resolve("sphere.wav"), AudioFiles.read(validation.file()));
    List<Utterance> test =
        List.of(
            clip("yes/0000000c_nohash_0", 1_000),
            utterance("up/1", renamed),
            utterance("up/2", sphere),
            utterance("yes/0000000a_nohash_0", Made.clip(folder, "encoded.wav", 999)));
    SeenClips seen = SeenClips.of(trained, test, 2, ProgressListener.NONE);
    assertEquals(3, seen.count());
    assertEquals(2, seen.count(Split.TRAIN));
    assertEquals(1, seen.count(Split.VALIDATION));
    assertEquals(List.of(1, 2, 3), seen.places(true));
    assertEquals(List.of(0), seen.places(false));
    InputException e = assertThrows(InputException.class, () -> seen.requireNone("place", "none"));
    assertEquals(
        "place: found 3 of 4 clips, such as up/1, that the network was trained with (2) or chosen by"
            + " (1), expected none",
        e.getMessage());
    SeenClips none = SeenClips.of(trained, test.subList(0, 1), 1, ProgressListener.NONE);
    assertEquals(SeenClips.none(test.subList(0, 1)), none);
    none.requireNone("place", "none");
  }

  private static TrainedClips trained(List<Utterance> train, List<Utterance> validation)
      throws IOException {
    Dataset dataset =
        new Dataset(
            "d",
            List.of("yes"),
            train.get(0).labels().length > 1,
            Map.of(Split.TRAIN, train, Split.VALIDATION, validation));
    return TrainedClips.of(dataset, List.of(), DATA, 1, ProgressListener.NONE);
  }

  /** A sentence with its marks, as SPHERE or as RIFF. */
  private void sentence(String root, String place, long seed, boolean sphere) throws IOException {
    Path file = folder.resolve(root).resolve(place + ".WAV");
    Files.createDirectories(file.getParent());
    if (sphere) {
      Sphere.write(file, Made.noise(8_000, seed));
    } else {
      AudioFiles.writeWav(file, Made.noise(8_000, seed));
    }
    Files.writeString(
        file.resolveSibling(file.getFileName().toString().replace(".WAV", ".PHN")),
        "0 4000 h#\n4000 6000 iy\n6000 8000 h#\n");
  }

  @Test
  void sentencesAreFoundWhateverTheirContainerAndPart() throws IOException {
    List<String> training = List.of("FAAA0/SX1", "FBBB0/SX2", "MAAA0/SX3", "MBBB0/SX4");
    for (int i = 0; i < training.size(); i++) {
      sentence("one", "TRAIN/DR1/" + training.get(i), i, true);
      sentence("two", "TRAIN/DR1/" + training.get(i).replaceFirst("..0", "XY0"), 100 + i, false);
    }
    sentence("one", "TEST/DR1/FCCC0/SX5", 5, true);
    // In the other copy a sentence of the training is in the test part: one by its sound, one by
    // its name, one by neither.
    sentence("two", "TEST/DR1/FZZZ0/SX9", 0, false);
    sentence("two", "TEST/DR1/MAAA0/SX3", 77, false);
    sentence("two", "TEST/DR1/FCCC0/SX5", 5, false);
    Dataset one = Timit.open(folder.resolve("one"));
    TrainedClips trained = TrainedClips.of(one, List.of(), DATA, 1, ProgressListener.NONE);
    List<Utterance> test = Timit.open(folder.resolve("two")).utterances(Split.TEST);
    SeenClips seen = SeenClips.of(trained, test, 1, ProgressListener.NONE);
    List<String> found = new ArrayList<>();
    seen.places(true).forEach(i -> found.add(seen.names().get(i)));
    assertEquals(List.of("test/dr1/fzzz0/sx9", "test/dr1/maaa0/sx3"), found);
    assertEquals(3, test.size());
  }
}
