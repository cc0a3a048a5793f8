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

class JoinedFeaturesTest {
  @TempDir Path folder;

  private LabelledFeatures part(String name, int clips, int bands) throws IOException {
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      String clip = name + "/" + i;
      Path file = Made.clip(folder, clip + ".wav", 2_000);
      int length = 800 + 160 * (name.length() + i);
      utterances.add(
          new Utterance(clip, file, 0, length, new int[] {i % 2}, new int[] {i, i})
              .withSpeaker("s" + i));
    }
    Dataset dataset = new Dataset(name, List.of("a", "b"), false, Map.of(Split.TRAIN, utterances));
    return FeatureStore.open(
            dataset,
            new FrontEndSettings(bands, 10),
            folder.resolve("cache"),
            1,
            ProgressListener.NONE)
        .part(Split.TRAIN);
  }

  @Test
  void clipsOfOnePartComeAfterThoseOfTheOther() throws IOException {
    LabelledFeatures one = part("one", 2, 12);
    LabelledFeatures other = part("others", 3, 12);
    JoinedFeatures both = new JoinedFeatures(List.of(one, other));
    assertEquals(5, both.size());
    assertEquals(12, both.bands());
    assertEquals(false, both.frameWise());
    assertEquals(other.maxFrames(), both.maxFrames());
    for (int clip = 0; clip < 5; clip++) {
      LabelledFeatures part = clip < 2 ? one : other;
      int place = clip < 2 ? clip : clip - 2;
      assertEquals(part.name(place), both.name(clip));
      assertEquals(part.frames(place), both.frames(clip));
      assertArrayEquals(part.labels(place), both.labels(clip));
      assertArrayEquals(part.transcript(place), both.transcript(clip));
      assertEquals(Optional.of("s" + place), both.speaker(clip));
      float[] expected = new float[part.frames(place) * 12];
      float[] found = new float[expected.length + 1];
      part.read(place, expected, 0);
      both.read(clip, found, 1);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], found[i + 1]);
      }
    }
    assertThrows(IndexOutOfBoundsException.class, () -> both.frames(5));
  }

  @Test
  void partsOfOtherFeaturesAreRefused() throws IOException {
    LabelledFeatures one = part("one", 1, 12);
    LabelledFeatures other = part("one", 1, 10);
    assertThrows(IllegalArgumentException.class, () -> new JoinedFeatures(List.of(one, other)));
    assertThrows(IllegalArgumentException.class, () -> new JoinedFeatures(List.of()));
  }
}
