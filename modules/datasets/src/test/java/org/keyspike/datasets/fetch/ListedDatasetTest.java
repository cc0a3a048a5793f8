package org.keyspike.datasets.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class ListedDatasetTest {
  @TempDir Path folder;
  private Path descriptors;
  private Path clips;

  @BeforeEach
  void listTwoClipsOfWhichOneIsThere() throws IOException {
    clips = Files.createDirectories(folder.resolve("clips"));
    AudioClip sound = new AudioClip(new float[] {0, 0.25f, -0.5f}, 16_000);
    AudioFiles.writeWav(clips.resolve("other-name.wav"), sound);
    descriptors = Files.createDirectories(folder.resolve("datasets"));
    Files.writeString(
        descriptors.resolve("two.tsv"),
        "name\tpart\tsha256\nyes/a.wav\ttrain\t"
            + ClipPicker.hash(sound)
            + "\nno/b.wav\ttest\t"
            + "0".repeat(64)
            + "\n");
    String common = "title: t\nlicence: CC0\nkind: speech-commands\nlayout: clips\n";
    Files.writeString(
        descriptors.resolve("two.yaml"), common + "obtain: pick\nfrom: [whole, half]\n");
    for (String name : List.of("whole", "half")) {
      Files.writeString(
          descriptors.resolve(name + ".yaml"),
          common
              + "url: https://example.org/"
              + name
              + ".tar.gz\nbytes: 1\nsha256: "
              + "0".repeat(64)
              + "\n");
    }
  }

  private ListedDataset two() {
    return ListedDataset.find(descriptors, Path.of("two")).orElseThrow();
  }

  @Test
  void isFoundByTheNameOfItsList() {
    assertEquals(new ListedDataset(descriptors, "two"), two());
    assertEquals(Optional.empty(), ListedDataset.find(descriptors, Path.of("whole")));
    assertEquals(Optional.empty(), ListedDataset.find(descriptors, Path.of("recipes/two")));
    assertEquals(
        Optional.empty(),
        ListedDataset.find(descriptors, descriptors.resolve("two.tsv")),
        "a file is what it is");
  }

  @Test
  void saysWhatWasFoundAndWhatIsMissing() throws IOException {
    Path out = folder.resolve("out");
    ListedDataset.Prepared prepared =
        two().prepare(List.of(clips), Optional.of(out), folder, ProgressListener.NONE);
    Map<String, Integer> found = new LinkedHashMap<>();
    found.put("train", 1);
    found.put("validation", 0);
    found.put("test", 0);
    found.put("background", 0);
    assertEquals(
        new ListedDataset.Prepared("two", out.toString(), 2, found, List.of("no/b.wav")), prepared);
    assertFalse(prepared.complete());
    assertEquals(
        List.of(
            out + ": 1 of 2 clips of two found {train=1, validation=0, test=0, background=0}",
            "missing 1: no/b.wav"),
        prepared.text().lines().toList());
    assertTrue(Files.exists(out.resolve("yes/a.wav")));
  }

  @Test
  void namesSomeOfManyMissingClips() {
    List<String> missing = List.of("a", "b", "c", "d", "e", "f");
    ListedDataset.Prepared many =
        new ListedDataset.Prepared("two", "out", 1_006, Map.of("train", 1_000), missing);
    assertEquals(
        List.of(
            "out: 1,000 of 1,006 clips of two found {train=1000}",
            "missing 6: a b c d e … (--json names all)"),
        many.text().lines().toList());
    ListedDataset.Prepared all =
        new ListedDataset.Prepared("two", "out", 3, Map.of("train", 3), List.of());
    assertTrue(all.complete());
    assertEquals("out: 3 of 3 clips of two found {train=3}", all.text());
  }

  @Test
  void withoutSourcesAsksForWhatIsFetched() {
    Path cache = folder.resolve("cache");
    InputException refused =
        assertThrows(
            InputException.class,
            () -> two().prepare(List.of(), Optional.empty(), cache, ProgressListener.NONE));
    assertEquals(
        "--from: found nothing, and nothing fetched in "
            + cache
            + ", expected the archives of whole and half, as keyspike fetch gets them",
        refused.getMessage());
  }
}
