package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;

class TalkTest {
  @TempDir Path folder;

  @Test
  void recordingsAreTurnsOneAfterTheOther() throws IOException {
    List<Path> files =
        List.of(
            Made.clip(folder, "a/1.wav", 5_000),
            Made.clip(folder, "b/1.wav", 3_000),
            Made.clip(folder, "b/2.wav", 1));
    RecordedTalk talk = new RecordedTalk(folder, files);
    assertEquals("recorded talk", talk.name());
    assertEquals(1, talk.pieces());
    Talk.Piece piece = talk.reader().read(0);
    assertEquals(
        List.of(
            new Talk.Turn(0, "a/1.wav"),
            new Talk.Turn(5_000, "b/1.wav"),
            new Talk.Turn(8_000, "b/2.wav")),
        piece.turns());
    assertEquals(8_001, piece.samples().length);
    assertEquals("a/1.wav", piece.at(4_999).source());
    assertEquals("b/1.wav", piece.at(5_000).source());
    assertEquals(8_000, piece.end(1));
    assertEquals(8_001, piece.end(2));
    float[] second = new RecordedTalk(folder, files.subList(1, 2)).reader().read(0).samples();
    assertArrayEquals(second, Arrays.copyOfRange(piece.samples(), 5_000, 8_000));
  }

  @Test
  void aLongRecordingIsAPieceOfItsOwn() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(Made.clip(folder, "long.wav", 1_920_000));
    files.add(Made.clip(folder, "short.wav", 1_000));
    files.add(Made.clip(folder, "other.wav", 1_000));
    RecordedTalk talk = new RecordedTalk(folder, files);
    assertEquals(2, talk.pieces());
    assertEquals(1, talk.reader().read(0).turns().size());
    assertEquals(2, talk.reader().read(1).turns().size());
  }

  @Test
  void aPieceIsSomeonesFromItsFirstSampleOn() {
    assertThrows(IllegalArgumentException.class, () -> new Talk.Piece(new float[5], List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Talk.Piece(new float[5], List.of(new Talk.Turn(1, "a"))));
  }

  /** Nobody of the validation and test part is heard, and other seeds say other things. */
  @Test
  @Tag("slow")
  void sentencesAreSaidByTheSpeakersOfTheTrainingPart() throws IOException {
    SynthesisSettings settings = new SynthesisSettings(List.of("computer"), 3, 2, 2, 1, 5, 1);
    SentenceTalk talk = new SentenceTalk(settings, 0.05, 1);
    assertEquals(2, talk.pieces());
    Talk.Piece piece = talk.reader().read(0);
    assertEquals(120 * 16_000, piece.samples().length);
    Set<String> trained =
        WordSynthesizer.speakers(settings).stream()
            .filter(speaker -> speaker.split() == Split.TRAIN)
            .map(Speaker::id)
            .collect(Collectors.toSet());
    assertEquals(
        trained, piece.turns().stream().map(Talk.Turn::source).collect(Collectors.toSet()));
    assertTrue(piece.turns().size() > 15, "turns: " + piece.turns().size());
    assertArrayEquals(piece.samples(), talk.reader().read(0).samples());
    assertFalse(Arrays.equals(piece.samples(), talk.reader().read(1).samples()));
    Talk.Piece other = new SentenceTalk(settings, 0.05, 2).reader().read(0);
    assertFalse(Arrays.equals(piece.samples(), other.samples()));
  }
}
