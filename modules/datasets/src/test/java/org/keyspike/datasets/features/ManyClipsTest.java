package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.ProgressListener;

/** Preparation keeps a place in tables for each clip, and nothing of its sound or features. */
class ManyClipsTest {
  private static final int CLIPS = 200_000;

  /** Bytes of a clip's features and, as floats, of what is read for them. */
  private static final int FEATURES = 32 * Float.BYTES;

  private static final int SOUND = 160 * Float.BYTES;

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void stateOfAClipIsAFewBytes() throws IOException {
    Path file = Made.clip(folder, "a.wav", 160);
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      utterances.add(new Utterance("c" + i, file, 0, 160, new int[] {i % 2}));
    }
    Dataset dataset =
        new Dataset("many", List.of("x", "y"), false, Map.of(Split.TRAIN, utterances));
    long before = used();
    FeatureStore store =
        FeatureStore.open(
            dataset, FrontEndSettings.integer(32, 7), folder, 2, ProgressListener.NONE);
    long each = (used() - before) / CLIPS;
    assertTrue(each < FEATURES && each < SOUND, each + " bytes a clip");
    LabelledFeatures part = store.part(Split.TRAIN);
    assertEquals(CLIPS, part.size());
    float[] first = new float[32];
    float[] last = new float[32];
    part.read(0, first, 0);
    part.read(CLIPS - 1, last, 0);
    assertArrayEquals(first, last);
  }

  /** Bytes on the heap that something refers to. */
  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
