package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.SpeechExtent;
import org.keyspike.datasets.Utterance;

class SpokenClipsTest {
  private static final int RATE = 16_000;

  @TempDir Path folder;

  /** Clips of so many samples, each of its own level. */
  private List<Utterance> clips(int count, int length) throws IOException {
    List<Utterance> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve(i + ".wav");
      float[] samples = new float[length];
      Arrays.fill(samples, (i + 1) / 1_024f);
      AudioFiles.writeWav(file, new AudioClip(samples, RATE));
      clips.add(new Utterance("clip" + i, file, 0, length, new int[] {0}));
    }
    return clips;
  }

  @Test
  void clipsStandOneAfterTheOtherAndKeywordsBetweenThem() throws IOException {
    SpokenClips spoken = new SpokenClips(clips(8, 200));
    assertEquals(1, spoken.pieces());
    assertEquals(2, spoken.room(0));
    assertEquals(8 * 200 / 16_000.0 / 3_600, spoken.hours(), 1e-15);
    LaidStream.Clip word = new LaidStream.Clip(1, new float[400], new SpeechExtent(0, 400));
    LaidStream laid = spoken.reader().read(0, List.of(word, word));
    assertEquals(8 * 200 + 2 * 400, laid.samples().length);
    assertEquals(
        List.of(400, 400 + 400 + 800), laid.words().stream().map(LaidStream.Laid::at).toList());
    assertEquals(1 / 1_024f, laid.samples()[199]);
    assertEquals(2 / 1_024f, laid.samples()[200]);
    assertEquals(3 / 1_024f, laid.samples()[800], "goes on after the word");
    assertEquals(8 / 1_024f, laid.samples()[laid.samples().length - 1]);
  }

  @Test
  void piecesOfSeveralKindsFollowOneAnother() throws IOException {
    List<Utterance> clips = clips(105, 160);
    SpokenClips first = new SpokenClips(clips);
    SpokenClips second = new SpokenClips(clips.subList(0, 4));
    SeveralNegatives both = new SeveralNegatives(List.of(first, second));
    assertEquals(3, both.pieces());
    assertEquals(List.of(25, 1, 1), List.of(both.room(0), both.room(1), both.room(2)));
    assertEquals("clips of other words and clips of other words", both.name());
    Negatives.Reader reader = both.reader();
    assertArrayEquals(
        second.reader().read(0, List.of()).samples(), reader.read(2, List.of()).samples());
    assertArrayEquals(
        first.reader().read(1, List.of()).samples(), reader.read(1, List.of()).samples());
    assertThrows(IllegalArgumentException.class, () -> new SeveralNegatives(List.of()));
  }
}
