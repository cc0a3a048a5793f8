package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.ProgressListener;

class SelectedClipsTest {
  @TempDir Path folder;

  @Test
  void aSelectionIsAPartOfItsOwn() throws IOException {
    List<Utterance> clips = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Path file = Made.clip(folder, "a/" + i + ".wav", 1_000);
      int length = 800 + 400 * i;
      clips.add(
          new Utterance("a/" + i, file, 0, length, new int[] {i % 2}, new int[] {i, i})
              .withSpeaker("s" + i));
    }
    Dataset dataset = new Dataset("d", List.of("a", "b"), false, Map.of(Split.TEST, clips));
    LabelledFeatures all =
        FeatureStore.open(
                dataset,
                new FrontEndSettings(12, 10),
                folder.resolve("cache"),
                1,
                ProgressListener.NONE)
            .part(Split.TEST);
    SelectedClips two = new SelectedClips(all, List.of(1, 0));
    assertEquals(2, two.size());
    assertEquals(12, two.bands());
    assertEquals(all.frameWise(), two.frameWise());
    assertEquals(all.frames(1), two.maxFrames());
    for (int i = 0; i < 2; i++) {
      int other = 1 - i;
      assertEquals("a/" + other, two.name(i));
      assertEquals(Optional.of("s" + other), two.speaker(i));
      assertEquals(all.frames(other), two.frames(i));
      assertArrayEquals(all.labels(other), two.labels(i));
      assertArrayEquals(new int[] {other, other}, two.transcript(i));
      float[] expected = new float[all.frames(other) * 12];
      float[] found = new float[expected.length + 1];
      all.read(other, expected, 0);
      two.read(i, found, 1);
      for (int k = 0; k < expected.length; k++) {
        assertEquals(expected[k], found[k + 1]);
      }
    }
    assertThrows(IndexOutOfBoundsException.class, () -> new SelectedClips(all, List.of(3)));
  }
}
