package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  private static final int COMPUTED = 20_000;
  private static final int BANDS = 32;

  /** Bytes of a clip's features and, as floats, of what is read for them. */
  private static final int FEATURES = BANDS * Float.BYTES;

  private static final int SOUND = 160 * Float.BYTES;

  @TempDir Path folder;

  /** Computing all 200,000 would tell no more, and take ten times as long. */
  @Test
  void preparingKeepsAFewBytesOfAClip() throws IOException {
    Path file = Made.clip(folder, "a.wav", 160);
    // What is needed once, such as tables of the front end, is there before.
    open(utterances(file, 2));
    Dataset dataset = dataset(utterances(file, COMPUTED));
    long before = used();
    FeatureStore store = open(dataset);
    requireFewBytes(used() - before, COMPUTED);
    LabelledFeatures part = store.part(Split.TRAIN);
    assertEquals(COMPUTED, part.size());
    assertArrayEquals(features(part, 0), features(part, COMPUTED - 1));
  }

  @Test
  void aStoreOfManyClipsKeepsAFewBytesOfEach() throws IOException {
    List<Utterance> utterances = utterances(folder.resolve("a.wav"), CLIPS);
    int[] frames = new int[CLIPS];
    Arrays.fill(frames, 1);
    long before = used();
    byte[] key = new byte[ClipTable.KEY_BYTES];
    ClipTable table = new ClipTable(ClipTable.Kind.FEATURES, key, BANDS, frames);
    float[] last = new float[BANDS];
    last[BANDS - 1] = 5;
    // What is not written is zeros, for which a disk needs no room.
    ClipFile file =
        ClipFile.openOrMake(
            folder.resolve("many.bin"), table, writer -> writer.write(CLIPS - 1, last));
    LabelledFeatures part = new StoredFeatures(file, utterances, 0, BANDS, false);
    requireFewBytes(used() - before, CLIPS);
    assertArrayEquals(new float[BANDS], features(part, 0));
    assertArrayEquals(last, features(part, CLIPS - 1));
  }

  private static List<Utterance> utterances(Path file, int clips) {
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      utterances.add(new Utterance("c" + i, file, 0, 160, new int[] {i % 2}));
    }
    return utterances;
  }

  private static Dataset dataset(List<Utterance> utterances) {
    return new Dataset("many", List.of("x", "y"), false, Map.of(Split.TRAIN, utterances));
  }

  private FeatureStore open(List<Utterance> utterances) throws IOException {
    return open(dataset(utterances));
  }

  private FeatureStore open(Dataset dataset) throws IOException {
    return FeatureStore.open(
        dataset, FrontEndSettings.integer(BANDS, 7), folder, 2, ProgressListener.NONE);
  }

  private static float[] features(LabelledFeatures part, int clip) {
    float[] features = new float[BANDS];
    part.read(clip, features, 0);
    return features;
  }

  private static void requireFewBytes(long bytes, int clips) {
    long each = bytes / clips;
    assertTrue(each < FEATURES && each < SOUND, each + " bytes a clip");
  }

  /** Bytes on the heap that something refers to. */
  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
