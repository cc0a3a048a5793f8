package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AcousticsSettings;
import org.keyspike.audio.AudioAugmentation;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.CurriculumSettings;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.LogMel;
import org.keyspike.audio.MadeNoiseSettings;
import org.keyspike.audio.RandomRange;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.RealArchives;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class TrainingSoundTest {
  private static final FrontEndSettings FRONT_END = new FrontEndSettings(12, 100);
  private static final AugmentationSettings MASKS = new AugmentationSettings(3, 1, 8, 1, 2);
  private static final RandomRange NEVER = new RandomRange(0, 1, 1);

  private static final AudioAugmentationSettings ALL =
      new AudioAugmentationSettings(
          new RandomRange(0.8, 0.85, 1.15),
          new RandomRange(0.8, -2, 2),
          new RandomRange(0.8, -100, 100),
          new RandomRange(0.8, -30, -15),
          new RandomRange(0.8, 5, 30),
          new RandomRange(0.8, -6, 6));

  @TempDir Path folder;
  private Path words;

  @BeforeEach
  void makeWords() throws IOException {
    words = folder.resolve("words");
    for (int i = 0; i < 9; i++) {
      Made.clip(words, "w" + i + "/a_nohash_0.wav", 12_000 + 1_000 * i);
    }
    for (int i = 0; i < 5; i++) {
      Made.clip(words, "_background_noise_/n" + i + ".wav", 8_000 + 12_000 * i);
    }
    Files.writeString(words.resolve("validation_list.txt"), "w7/a_nohash_0.wav\n");
    Files.writeString(words.resolve("testing_list.txt"), "w8/a_nohash_0.wav\n");
  }

  private Dataset dataset() throws IOException {
    return SpeechCommands.open(words, WordSelection.allPresent());
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private FeatureStore store(Dataset dataset) throws IOException {
    return FeatureStore.open(dataset, FRONT_END, cache(), 2, ProgressListener.NONE);
  }

  private TrainingSound open(Dataset dataset) throws IOException {
    return open(dataset, ProgressListener.NONE);
  }

  private TrainingSound open(Dataset dataset, ProgressListener progress) throws IOException {
    return TrainingSound.open(dataset, store(dataset), FRONT_END, cache(), 2, progress);
  }

  private static List<Batch> batches(Epochs epochs, int epoch) {
    List<Batch> batches = new ArrayList<>();
    epochs.epoch(epoch).forEach(batches::add);
    return batches;
  }

  private static void assertSameBatches(Epochs expected, Epochs found, int epoch) {
    assertEquals(expected.clips(), found.clips());
    Iterator<Batch> others = found.epoch(epoch).iterator();
    for (Batch batch : expected.epoch(epoch)) {
      Batch other = others.next();
      assertArrayEquals(batch.labels(), other.labels());
      assertArrayEquals(batch.lengths(), other.lengths());
      assertArrayEquals(batch.features(), other.features());
    }
    assertEquals(false, others.hasNext());
  }

  @Test
  void unvariedSoundGivesTheStoredFeatures() throws IOException {
    LabelledFeatures stored = store(dataset()).part(Split.TRAIN);
    Epochs varied = open(dataset()).epochs(3, 5, AudioAugmentationSettings.NONE, MASKS, 2);
    for (int epoch = 0; epoch < 3; epoch++) {
      assertSameBatches(new ShuffledEpochs(stored, 3, 5, MASKS), varied, epoch);
    }
  }

  @Test
  void aFrontEndInIntegersGivesFeaturesOnItsGrid() throws IOException {
    Dataset dataset = dataset();
    FrontEndSettings integers = FrontEndSettings.integer(12, 7);
    FeatureStore store = FeatureStore.open(dataset, integers, cache(), 1, ProgressListener.NONE);
    TrainingSound sound =
        TrainingSound.open(dataset, store, integers, cache(), 1, ProgressListener.NONE);
    float largest = 0;
    for (Batch batch : sound.epochs(3, 5, ALL, AugmentationSettings.NONE, 1).epoch(0)) {
      for (float feature : batch.features()) {
        assertEquals(16 * feature, (float) Math.rint(16 * feature));
        largest = Math.max(largest, feature);
      }
    }
    assertTrue(largest > 1, "found " + largest);
  }

  @Test
  void sameBytesWhateverTheThreads() throws IOException {
    TrainingSound sound = open(dataset());
    for (long seed = 0; seed < 5; seed++) {
      Epochs one = sound.epochs(2, seed, ALL, MASKS, 1);
      for (int threads : new int[] {2, 5}) {
        assertSameBatches(one, sound.epochs(2, seed, ALL, MASKS, threads), (int) seed);
      }
      assertSameBatches(one, one, 0);
    }
  }

  /** A clip depends on seed, epoch and its index, not on its batch or on what came before. */
  @Test
  void clipsAreWhatAudioAugmentationMakesOfThem() throws IOException {
    Dataset dataset = dataset();
    List<Utterance> clips = dataset.utterances(Split.TRAIN);
    List<float[]> samples = new ArrayList<>();
    for (Utterance clip : clips) {
      samples.add(clip.samples());
    }
    AudioAugmentation augmentation =
        new AudioAugmentation(ALL, new Recordings(samples), Recordings.read(dataset.background()));
    LogMel frontEnd = new LogMel(FRONT_END);
    for (int batchSize : new int[] {1, 3}) {
      Epochs epochs = open(dataset).epochs(batchSize, 42, ALL, AugmentationSettings.NONE, 2);
      for (Batch batch : epochs.epoch(6)) {
        for (int row = 0; row < batch.size(); row++) {
          int clip = batch.labels()[row];
          long place = Seeds.derive(42, 6, clip, 1);
          assertArrayEquals(
              frontEnd.features(augmentation.varied(clip, new SplittableRandom(place))),
              Arrays.copyOfRange(batch.features(), row * 1_200, (row + 1) * 1_200));
        }
      }
    }
  }

  /** Epoch 9 is the same whether the epochs before it were gone through or not. */
  @Test
  void keptFeaturesAreThoseOfAnotherEpoch() throws IOException {
    TrainingSound sound = open(dataset());
    AudioAugmentationSettings quarter = ALL.withFresh(0.25);
    Epochs all = sound.epochs(2, 3, quarter, AugmentationSettings.NONE, 2);
    List<Map<Integer, Integer>> heard = new ArrayList<>();
    for (int epoch = 0; epoch < 9; epoch++) {
      heard.add(byLabel(all, epoch));
    }
    assertSameBatches(sound.epochs(2, 3, quarter, AugmentationSettings.NONE, 1), all, 9);
    int changes = 0;
    for (int epoch = 1; epoch < 9; epoch++) {
      for (int label = 0; label < 7; label++) {
        changes += heard.get(epoch).get(label).equals(heard.get(epoch - 1).get(label)) ? 0 : 1;
      }
    }
    assertEquals(14, changes, "in eight epochs each of 7 clips twice");
    Epochs every = sound.epochs(2, 3, ALL, AugmentationSettings.NONE, 2);
    assertEquals(byLabel(every, 0), heard.get(0));
    assertNotEquals(byLabel(every, 1), heard.get(1));
  }

  /** An epoch depends on its number alone, so an interrupted training goes on with the same. */
  @Test
  void theCurriculumGoesByEpochs() throws IOException {
    TrainingSound sound = open(dataset());
    AcousticsSettings none = AcousticsSettings.NONE;
    AudioAugmentationSettings growing =
        AudioAugmentationSettings.NONE
            .with(
                new AcousticsSettings(
                    none.room(),
                    new MadeNoiseSettings(new RandomRange(1, 0, 10), none.madeNoise().kinds(), 2),
                    none.microphone(),
                    new CurriculumSettings(4, 0)))
            .withFresh(0.5);
    Epochs epochs = sound.epochs(2, 3, growing, AugmentationSettings.NONE, 2);
    LabelledFeatures stored = store(dataset()).part(Split.TRAIN);
    assertSameBatches(new ShuffledEpochs(stored, 2, 3, AugmentationSettings.NONE), epochs, 0);
    Map<Integer, Integer> clean = byLabel(epochs, 0);
    Map<Integer, Integer> loud = byLabel(epochs, 6);
    clean.forEach((label, hash) -> assertNotEquals(hash, loud.get(label), "label " + label));
    for (int epoch = 1; epoch < 6; epoch++) {
      assertSameBatches(epochs, sound.epochs(2, 3, growing, AugmentationSettings.NONE, 1), epoch);
    }
  }

  private static Map<Integer, Integer> byLabel(Epochs epochs, int epoch) {
    Map<Integer, Integer> hashes = new HashMap<>();
    for (Batch batch : epochs.epoch(epoch)) {
      for (int row = 0; row < batch.size(); row++) {
        float[] own = Arrays.copyOfRange(batch.features(), row * 1_200, (row + 1) * 1_200);
        hashes.put(batch.labels()[row], Arrays.hashCode(own));
      }
    }
    return hashes;
  }

  @Test
  void epochsAndSeedsDiffer() throws IOException {
    TrainingSound sound = open(dataset());
    Set<Integer> runs = new HashSet<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      for (long seed = 0; seed < 3; seed++) {
        Epochs epochs = sound.epochs(7, seed, ALL, AugmentationSettings.NONE, 2);
        float[] sorted = batches(epochs, epoch).get(0).features();
        Arrays.sort(sorted);
        runs.add(Arrays.hashCode(sorted));
      }
    }
    assertEquals(9, runs.size());
  }

  @Test
  void trainingHasRecordingsOfItsOwn() throws IOException {
    List<String> names =
        dataset().background().stream().map(file -> file.getFileName().toString()).toList();
    assertEquals(List.of("n0.wav", "n3.wav"), names);
    String before = store(dataset()).contentHash();
    Made.clip(words, "_background_noise_/n3.wav", 20_000);
    assertNotEquals(before, store(dataset()).contentHash(), "noise is part of the data");
  }

  @Test
  void decodedOnceAndRepaired() throws IOException {
    List<String> begun = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void begin(String what, long total) {
            begun.add(what + " " + total);
          }

          @Override
          public void advance(long n) {}

          @Override
          public void end() {}
        };
    Epochs first = open(dataset(), listener).epochs(4, 1, ALL, MASKS, 2);
    open(dataset(), listener);
    assertEquals(List.of("Decoding sound 7"), begun);
    Path file;
    try (var entries = Files.list(cache())) {
      file =
          entries
              .filter(e -> e.getFileName().toString().startsWith("sound-"))
              .findAny()
              .orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    // Header of 56 bytes and table of 7 clips, up to 128; then a second of 16 bits each.
    assertEquals(128 + 7 * 32_000 + 8, whole.length);
    byte[] flipped = whole.clone();
    flipped[100_000] ^= 1;
    // A new file: the old one is mapped.
    Files.delete(file);
    Files.write(file, flipped);
    assertSameBatches(first, open(dataset(), listener).epochs(4, 1, ALL, MASKS, 2), 0);
    assertEquals(2, begun.size());
    assertArrayEquals(whole, Files.readAllBytes(file));
  }

  @Test
  void whatTheDataCannotDoIsRefused() throws IOException {
    Path silent = Made.words(folder.resolve("silent"), List.of("yes", "no"), List.of("a", "b"));
    TrainingSound noNoise = open(SpeechCommands.open(silent, WordSelection.allPresent()));
    InputException e =
        assertThrows(InputException.class, () -> noNoise.epochs(2, 1, ALL, MASKS, 1));
    assertEquals("background recordings", e.field());
    Path file = Made.clip(folder, "one.wav", 1_600);
    Utterance clip = new Utterance("a", file, 0, 480, new int[] {0, 1, 0});
    Dataset frameWise =
        new Dataset("cuts", List.of("x", "y"), true, Map.of(Split.TRAIN, List.of(clip)));
    TrainingSound frames = open(frameWise);
    RandomRange mixing = new RandomRange(1, -20, -10);
    AudioAugmentationSettings mix =
        new AudioAugmentationSettings(NEVER, NEVER, NEVER, mixing, NEVER, NEVER);
    e = assertThrows(InputException.class, () -> frames.epochs(2, 1, mix, MASKS, 1));
    assertEquals("training clips", e.field());
    RandomRange range = new RandomRange(0.1, 1, 2);
    for (AudioAugmentationSettings moving :
        List.of(
            new AudioAugmentationSettings(range, NEVER, NEVER, NEVER, NEVER, NEVER),
            new AudioAugmentationSettings(NEVER, NEVER, range, NEVER, NEVER, NEVER))) {
      assertThrows(IllegalArgumentException.class, () -> frames.epochs(2, 1, moving, MASKS, 1));
    }
    AudioAugmentationSettings louder =
        new AudioAugmentationSettings(NEVER, range, NEVER, NEVER, NEVER, range);
    Batch batch = batches(frames.epochs(2, 1, louder, AugmentationSettings.NONE, 1), 0).get(0);
    assertArrayEquals(new int[] {0, 1, 0}, batch.labels());
  }

  @Test
  void realClips() throws IOException {
    Path mini = RealArchives.unpacked("gsc-mini.tar.gz");
    Dataset dataset = SpeechCommands.open(mini, WordSelection.words(List.of("bird", "dog")));
    TrainingSound sound = open(dataset);
    Epochs epochs = sound.epochs(16, 1, ALL, MASKS, 1);
    assertSameBatches(epochs, sound.epochs(16, 1, ALL, MASKS, 3), 0);
    LabelledFeatures stored = store(dataset).part(Split.TRAIN);
    assertSameBatches(
        new ShuffledEpochs(stored, 16, 1, MASKS),
        sound.epochs(16, 1, AudioAugmentationSettings.NONE, MASKS, 2),
        0);
    for (Batch batch : epochs.epoch(1)) {
      for (float feature : batch.features()) {
        assertTrue(Float.isFinite(feature) && feature >= 0, "feature " + feature);
      }
    }
  }

  /** What is mined comes after the data set's own clips, which stay as they were varied. */
  @Test
  void clipsOfAnotherDataSetComeAfterItsOwn() throws IOException {
    Path file = Made.clip(folder, "more.wav", 16_000);
    Dataset dataset = dataset();
    Utterance more = new Utterance("mined/1", file, 0, 16_000, new int[] {3});
    Dataset others =
        new Dataset("mined", dataset.classes(), false, Map.of(Split.TRAIN, List.of(more)));
    AudioAugmentationSettings gain =
        new AudioAugmentationSettings(
            NEVER, new RandomRange(0, 0, 0), NEVER, NEVER, NEVER, new RandomRange(1, -6, 6));
    TrainingSound own = open(dataset);
    int clips = own.epochs(1, 7, gain, AugmentationSettings.NONE, 1).clips();
    Map<Integer, List<Float>> alone = byLabel(own.epochs(1, 7, gain, AugmentationSettings.NONE, 1));
    TrainingSound both = own.and(open(others));
    assertEquals(clips + 1, both.epochs(1, 7, gain, AugmentationSettings.NONE, 1).clips());
    Map<Integer, List<Float>> joined =
        byLabel(both.epochs(1, 7, gain, AugmentationSettings.NONE, 1));
    assertNotEquals(alone.get(3), joined.get(3));
    alone.remove(3);
    joined.remove(3);
    assertEquals(alone, joined);
  }

  /** The features of the clips of an epoch, of all clips of a label one after the other. */
  private static Map<Integer, List<Float>> byLabel(Epochs epochs) {
    Map<Integer, List<Float>> features = new HashMap<>();
    for (Batch batch : epochs.epoch(0)) {
      List<Float> values = features.computeIfAbsent(batch.labels()[0], label -> new ArrayList<>());
      for (float value : batch.features()) {
        values.add(value);
      }
    }
    return features;
  }
}
