package org.keyspike.datasets.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.RealArchives;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.FeatureStore;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.SplitLists;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class ClipPickerTest {
  private static final Path SHIPPED = Path.of("..", "..", "datasets", "gsc-mini.tsv");
  private static final String HEADER = "name\tpart\tsha256\n";

  @TempDir Path folder;

  private Path archive(String name, Path content) throws IOException {
    Path archive = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file));
        var files = Files.walk(content)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(each);
        TarArchiveEntry entry = new TarArchiveEntry("./" + content.relativize(each));
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }

  private static String line(String name, String part, Path clip) throws IOException {
    return name + "\t" + part + "\t" + ClipPicker.hash(AudioFiles.read(clip)) + "\n";
  }

  private ClipList list(String text) throws IOException {
    return ClipList.read(Files.writeString(folder.resolve("words.tsv"), HEADER + text));
  }

  @Test
  void picksFromTheArchivesThatHaveThem() throws IOException {
    Path newer = folder.resolve("newer");
    Path older = folder.resolve("older");
    Path a = Made.clip(newer, "yes/a_nohash_0.wav", 2_000);
    Path b = Made.clip(newer, "no/b_nohash_0.wav", 2_000);
    Made.clip(newer, "no/other_nohash_0.wav", 2_000);
    Files.writeString(newer.resolve("README.md"), "read me");
    Files.writeString(newer.resolve("no/broken.wav"), "no sound");
    Path c = Made.clip(older, "yes/c_nohash_1.wav", 2_000);
    Path hum = Made.clip(older, "_background_noise_/hum.wav", 40_000);
    ClipList list =
        list(
            line("yes/a_nohash_0.wav", "train", a)
                + line("no/b_nohash_0.wav", "validation", b)
                // The same sound under two names, neither of them its name in the archive.
                + line("yes/c_nohash_0.wav", "test", c)
                + line("yes/c_nohash_5.wav", "test", c)
                + line("_background_noise_/hum.wav", "background", hum)
                + "no/gone_nohash_0.wav\ttrain\t"
                + "0".repeat(64)
                + "\n");
    List<Path> sources = List.of(archive("v2.tar.gz", newer), older);
    Path out = folder.resolve("out");
    ClipPicker.Picked picked = ClipPicker.pick(list, sources, out, ProgressListener.NONE);
    assertEquals(5, picked.count());
    assertEquals(
        Map.of(
            ClipList.Part.TRAIN, 1,
            ClipList.Part.VALIDATION, 1,
            ClipList.Part.TEST, 2,
            ClipList.Part.BACKGROUND, 1),
        picked.found());
    assertEquals(List.of("no/gone_nohash_0.wav"), picked.missing());
    assertArrayEquals(Files.readAllBytes(c), Files.readAllBytes(out.resolve("yes/c_nohash_5.wav")));
    assertFalse(Files.exists(out.resolve("no/other_nohash_0.wav")));
    Dataset dataset = SpeechCommands.open(out, WordSelection.words(List.of("yes", "no")));
    assertEquals(List.of("yes/a_nohash_0"), Made.names(dataset, Split.TRAIN));
    assertEquals(List.of("no/b_nohash_0"), Made.names(dataset, Split.VALIDATION));
    assertEquals(List.of("yes/c_nohash_0", "yes/c_nohash_5"), Made.names(dataset, Split.TEST));
    // What is there but not whole is refused, not completed in silence.
    InputException e =
        assertThrows(
            InputException.class, () -> ClipPicker.pick(list, sources, out, ProgressListener.NONE));
    assertEquals("something with 5 of 6 clips", e.found());
  }

  @Test
  void whatIsWholeIsLeftAlone() throws IOException {
    Path words = folder.resolve("words");
    ClipList list = list(line("yes/x.wav", "train", Made.clip(words, "yes/x.wav", 1_000)));
    Path out = folder.resolve("out");
    ClipPicker.pick(list, List.of(words), out, ProgressListener.NONE);
    Files.writeString(out.resolve("mark"), "");
    ClipPicker.Picked again = ClipPicker.pick(list, List.of(), out, ProgressListener.NONE);
    assertEquals(1, again.count());
    assertTrue(Files.exists(out.resolve("mark")));
  }

  @Test
  void sourcesWithoutAClipLeaveNothing() throws IOException {
    Path words = folder.resolve("words");
    Made.clip(words, "yes/x.wav", 1_000);
    ClipList list = list("yes/x.wav\ttrain\t" + "0".repeat(64) + "\n");
    Path out = folder.resolve("out");
    for (Path source : List.of(words, folder.resolve("missing.tar.gz"))) {
      assertThrows(
          InputException.class,
          () -> ClipPicker.pick(list, List.of(source), out, ProgressListener.NONE));
    }
    assertEquals(List.of("words", "words.tsv"), Made.entries(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yes/x.wav\ttrain",
        "yes/x.wav\ttrain\tabc",
        "yes/x.wav\teval\t0000000000000000000000000000000000000000000000000000000000000000",
        "../x.wav\ttrain\t0000000000000000000000000000000000000000000000000000000000000000",
        "yes/..wav\ttrain\t0000000000000000000000000000000000000000000000000000000000000000",
        "/x.wav\ttrain\t0000000000000000000000000000000000000000000000000000000000000000",
        "yes/x.wav\tbackground\t0000000000000000000000000000000000000000000000000000000000000000"
      })
  void badListsAreRefused(String line) {
    InputException e = assertThrows(InputException.class, () -> list(line + "\n"));
    assertTrue(e.field().startsWith("line "), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void theShippedListIsWhole() throws IOException {
    ClipList list = ClipList.read(SHIPPED);
    assertEquals("gsc-mini", list.name());
    assertEquals(5_173, list.clips().size());
    assertEquals(6, count(list, ClipList.Part.BACKGROUND));
    assertEquals(869, count(list, ClipList.Part.TEST));
    assertEquals(739, count(list, ClipList.Part.VALIDATION));
  }

  private static long count(ClipList list, ClipList.Part part) {
    return list.clips().stream().filter(clip -> clip.part() == part).count();
  }

  @Test
  void theShippedListPicksTheRealClips() throws IOException {
    // Unpacked once for all tests: that archives are read the same way smaller ones show.
    Path unpacked = RealArchives.unpacked("gsc-mini.tar.gz");
    Path out = folder.resolve("picked");
    ClipPicker.Picked picked =
        ClipPicker.pick(ClipList.read(SHIPPED), List.of(unpacked), out, ProgressListener.NONE);
    assertEquals(List.of(), picked.missing());
    assertEquals(5_173, picked.count());
    for (String list : List.of(SplitLists.VALIDATION_LIST, SplitLists.TESTING_LIST)) {
      assertEquals(
          Files.readAllLines(unpacked.resolve(list)).stream().sorted().toList(),
          Files.readAllLines(out.resolve(list)));
    }
    List<String> words = List.of("three", "eight");
    assertEquals(
        hash(unpacked, words), hash(out, words), "the same data set, whichever way it came");
  }

  private static String hash(Path data, List<String> words) throws IOException {
    return FeatureStore.contentHash(
        SpeechCommands.open(data, WordSelection.words(words)), 2, ProgressListener.NONE);
  }
}
