package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.Pcm16;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;

class RecordingFolderTest {
  @TempDir Path temporary;

  private RecordingFolder open(String... words) throws IOException {
    return RecordingFolder.open(temporary.resolve("own"), List.of(words), "anna");
  }

  private static short[] second(int value) {
    short[] samples = new short[16_000];
    samples[7] = (short) value;
    samples[8] = Short.MIN_VALUE;
    return samples;
  }

  @Test
  void numbersFollowEachOther() throws IOException {
    RecordingFolder folder = open("hey robin");
    assertEquals(0, folder.count("hey robin"));
    Path place = temporary.resolve("own/hey_robin");
    assertFalse(Files.exists(place), "a word without recordings has no folder");
    assertEquals(place.resolve("anna_nohash_0.wav"), folder.add("hey robin", second(5)));
    assertEquals(place.resolve("anna_nohash_1.wav"), folder.add("hey robin", second(6)));
    AudioClip read = AudioFiles.read(place.resolve("anna_nohash_0.wav"));
    assertEquals(16_000, read.sampleRate());
    short[] samples = new short[read.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Pcm16.of(read.samples()[i]);
    }
    assertArrayEquals(second(5), samples);
    assertEquals(2, folder.count("hey robin"));
    try (Stream<Path> files = Files.list(place)) {
      assertEquals(2, files.count(), "nothing is left beside");
    }
  }

  /** Of numbers that are missing none is taken again: it may have been thrown away for a reason. */
  @Test
  void nothingIsWrittenOver() throws IOException {
    RecordingFolder folder = open("stop");
    Path place = Files.createDirectories(temporary.resolve("own/stop"));
    for (String name :
        List.of(
            "anna_nohash_3.WAV", "ben_nohash_9.wav", "annabel_nohash_7.wav", "anna_nohash_x.wav")) {
      Files.writeString(place.resolve(name), "mine");
    }
    Files.writeString(place.resolve("anna_nohash_1.wav"), "mine");
    assertEquals(2, folder.count("stop"));
    assertEquals("anna_nohash_4.wav", folder.add("stop", second(1)).getFileName().toString());
    assertEquals("mine", Files.readString(place.resolve("anna_nohash_3.WAV")));
    // What the list of files does not show, as a link that leads nowhere, is not written over.
    Files.createSymbolicLink(place.resolve("anna_nohash_5.wav"), place.resolve("nowhere"));
    assertEquals("anna_nohash_6.wav", folder.add("stop", second(1)).getFileName().toString());
    assertFalse(Files.exists(place.resolve("nowhere")));
  }

  @Test
  void aFolderWithSpacesIsGoneOnWith() throws IOException {
    RecordingFolder folder = open("hey robin");
    Path place = Files.createDirectories(temporary.resolve("own/hey robin"));
    assertEquals(place.resolve("anna_nohash_0.wav"), folder.add("hey robin", second(1)));
  }

  @Test
  void ownRecordingsReadWhatIsWritten() throws IOException {
    RecordingFolder folder = open("hey robin", "stop");
    folder.add("hey robin", second(1));
    folder.add("stop", second(2));
    OwnRecordings own =
        OwnRecordings.read(folder.path(), new WordSelection.Spotting(List.of("hey_robin", "stop")));
    assertEquals(2, own.parts().get(Split.TRAIN).size());
    assertEquals("recorded/anna", own.parts().get(Split.TRAIN).get(0).speaker().orElseThrow());
    assertTrue(own.summary().contains("hey_robin 1, stop 1"), own.summary());
  }

  @Test
  void wordsOfAnyScriptArePlaces() throws IOException {
    RecordingFolder folder = open("grüß gott", "été", "don't", "right-on");
    assertEquals("grüß_gott", folder.place("grüß gott").getFileName().toString());
    assertEquals(
        folder.place("été"), folder.place("e\u0301te\u0301"), "however accents are written");
  }

  @Test
  void refusesWhatTheLayoutHasNoPlaceFor() {
    for (String word :
        List.of(
            "",
            " stop",
            "../up",
            "a/b",
            "_unknown_",
            "_background_noise_",
            ".hidden",
            "a\nb",
            "a_b",
            "a  b",
            "Unknown",
            "silence",
            "C:up",
            "stop\u0000")) {
      InputException e = assertThrows(InputException.class, () -> open("stop now", word), word);
      assertEquals("--words", e.file(), word);
    }
    assertThrows(InputException.class, () -> open("hey robin", "Hey Robin"));
    assertThrows(InputException.class, () -> open());
    for (String speaker : List.of("", "a b", "../x", "anna_nohash_1", "a_b", ".a", "-a", "a/b")) {
      InputException e =
          assertThrows(
              InputException.class,
              () -> RecordingFolder.open(temporary.resolve("own"), List.of("stop"), speaker),
              speaker);
      assertEquals("--speaker", e.file(), speaker);
    }
    assertFalse(Files.exists(temporary.resolve("own")), "nothing was made");
  }

  @Test
  void refusesPlacesThatCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "x");
    assertThrows(InputException.class, () -> RecordingFolder.open(file, List.of("stop"), "anna"));
    Path own = Files.createDirectories(temporary.resolve("own"));
    Path word = Files.writeString(own.resolve("stop"), "x");
    InputException e = assertThrows(InputException.class, () -> open("stop"));
    assertEquals(word.toString(), e.file());
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertThrows(InputException.class, () -> open("up"));
    } finally {
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** The folder goes while a person speaks. */
  @Test
  void aRecordingThatCannotBeWrittenIsSaid() throws IOException {
    RecordingFolder folder = open("stop");
    Files.delete(temporary.resolve("own"));
    Files.writeString(temporary.resolve("own"), "a file in the folder's place");
    assertThrows(IOException.class, () -> folder.add("stop", second(1)));
    assertEquals("a file in the folder's place", Files.readString(temporary.resolve("own")));
  }
}
