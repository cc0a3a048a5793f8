package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.LogMel;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.RealArchives;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.slf4j.LoggerFactory;

class FeatureStoreTest {
  private static final FrontEndSettings SETTINGS = new FrontEndSettings(12, 100);

  @TempDir Path folder;
  private Path words;
  private Path cache;

  @BeforeEach
  void makeWords() throws IOException {
    words = folder.resolve("words");
    cache = folder.resolve("cache");
    Made.words(words, List.of("yes", "no"), List.of("a", "b", "c", "d"));
    Made.clip(words, "yes/long_nohash_0.wav", 20_000);
    Files.writeString(words.resolve("validation_list.txt"), "yes/b_nohash_0.wav\n");
    Files.writeString(words.resolve("testing_list.txt"), "yes/c_nohash_0.wav\nno/c_nohash_0.wav\n");
  }

  private Dataset dataset() throws IOException {
    return SpeechCommands.open(words, WordSelection.allPresent());
  }

  private FeatureStore open(int threads) throws IOException {
    return FeatureStore.open(dataset(), SETTINGS, cache, threads, ProgressListener.NONE);
  }

  private static float[] features(LabelledFeatures part, int clip) {
    float[] features = new float[part.frames(clip) * part.bands()];
    part.read(clip, features, 0);
    return features;
  }

  /** A file for each kind of front end and each background; what is in it lies on the grid. */
  @Test
  void frontEndsInIntegersHaveFilesOfTheirOwn() throws IOException {
    Set<Path> files = new HashSet<>();
    for (FrontEndSettings settings :
        List.of(
            new FrontEndSettings(12, 128),
            FrontEndSettings.integer(12, 7),
            new FrontEndSettings(FrontEndKind.INTEGER, 12, 128, new BackgroundSettings(7, 4, 256)),
            new FrontEndSettings(
                FrontEndKind.INTEGER, 12, 128, new BackgroundSettings(7, 3, 256)))) {
      FeatureStore store = FeatureStore.open(dataset(), settings, cache, 1, ProgressListener.NONE);
      assertTrue(files.add(store.file()), settings.toString());
      float[] expected =
          FrontEnd.of(settings).features(dataset().utterances(Split.TEST).get(0).samples());
      assertArrayEquals(expected, features(store.part(Split.TEST), 0), settings.toString());
    }
  }

  @Test
  void holdsWhatTheFrontEndGives() throws IOException {
    FeatureStore store = open(2);
    LogMel frontEnd = new LogMel(SETTINGS);
    for (Split split : Split.values()) {
      LabelledFeatures part = store.part(split);
      List<Utterance> utterances = dataset().utterances(split);
      assertEquals(utterances.size(), part.size());
      for (int i = 0; i < part.size(); i++) {
        Utterance utterance = utterances.get(i);
        int start = utterance.start();
        float[] samples =
            Arrays.copyOfRange(AudioFiles.read(utterance.file()).samples(), start, start + 16_000);
        assertArrayEquals(frontEnd.features(samples), features(part, i));
        assertEquals(100, part.frames(i));
        assertEquals(utterance.name(), part.name(i));
        assertArrayEquals(utterance.labels(), part.labels(i));
      }
    }
    LabelledFeatures train = store.part(Split.TRAIN);
    assertEquals(100, train.maxFrames());
    assertEquals(12, train.bands());
    assertThrows(IndexOutOfBoundsException.class, () -> features(train, train.size()));
    assertThrows(IndexOutOfBoundsException.class, () -> train.read(0, new float[1_199], 0));
  }

  @Test
  void recordingsUnderTwoNamesAreCounted() throws IOException {
    assertEquals(Optional.empty(), open(1).remark());
    Files.copy(words.resolve("yes/c_nohash_0.wav"), words.resolve("yes/c_nohash_9.wav"));
    Files.copy(words.resolve("yes/d_nohash_0.wav"), words.resolve("yes/d_nohash_9.wav"));
    assertEquals(
        Optional.of(
            "2 clips are there under another name too, the first yes/d_nohash_9; recordings that"
                + " are in two parts: 1"),
        open(1).remark());
  }

  @Test
  void stretchesOfAFileAndEmptyParts() throws IOException {
    Path noise = Made.clip(folder, "noise.wav", 1_600);
    List<Utterance> cuts =
        List.of(
            new Utterance("a", noise, 320, 480, new int[] {0, 1, 0}),
            new Utterance("b", noise, 1_440, 320, new int[] {1, 1}));
    Dataset dataset = new Dataset("cuts", List.of("x", "y"), true, Map.of(Split.TEST, cuts));
    FeatureStore store = FeatureStore.open(dataset, SETTINGS, cache, 1, ProgressListener.NONE);
    assertEquals(0, store.part(Split.TRAIN).size());
    assertEquals(0, store.part(Split.TRAIN).maxFrames());
    LabelledFeatures part = store.part(Split.TEST);
    assertTrue(part.frameWise());
    assertEquals(3, part.maxFrames());
    float[] samples = AudioFiles.read(noise).samples();
    LogMel frontEnd = new LogMel(SETTINGS);
    assertArrayEquals(frontEnd.features(Arrays.copyOfRange(samples, 320, 800)), features(part, 0));
    assertArrayEquals(
        frontEnd.features(Arrays.copyOfRange(samples, 1_440, 1_760)), features(part, 1));
  }

  @Test
  void sameBytesWhateverTheThreads() throws IOException {
    byte[] one = Files.readAllBytes(open(1).file());
    Files.delete(open(1).file());
    assertArrayEquals(one, Files.readAllBytes(open(5).file()));
  }

  @Test
  void computedOnce() throws IOException {
    List<String> begun = Collections.synchronizedList(new ArrayList<>());
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
    FeatureStore.open(dataset(), SETTINGS, cache, 2, listener);
    FeatureStore.open(dataset(), SETTINGS, cache, 2, listener);
    assertEquals(List.of("Checking data 9", "Computing features 9", "Checking data 9"), begun);
    assertEquals(1, Made.entries(cache).size());
  }

  @Test
  void whatItDependsOnNamesIt() throws IOException {
    Set<Path> files = new HashSet<>();
    Set<String> hashes = new HashSet<>();
    FeatureStore first = open(1);
    files.add(first.file());
    hashes.add(first.contentHash());
    Path moved = folder.resolve("moved");
    Files.move(words, moved);
    words = moved;
    assertEquals(first.contentHash(), open(1).contentHash(), "not where the files lie");

    Files.writeString(words.resolve("validation_list.txt"), "yes/a_nohash_0.wav\n");
    add(open(1), files, hashes, 2);
    Made.clip(words, "no/a_nohash_0.wav", 2_001);
    add(open(1), files, hashes, 3);
    Files.move(words.resolve("no/a_nohash_0.wav"), words.resolve("no/e_nohash_0.wav"));
    add(open(1), files, hashes, 4);
    Files.move(words.resolve("no"), words.resolve("nope"));
    add(open(1), files, hashes, 5);

    for (FrontEndSettings other :
        List.of(new FrontEndSettings(13, 100), new FrontEndSettings(12, 101))) {
      FeatureStore store = FeatureStore.open(dataset(), other, cache, 1, ProgressListener.NONE);
      assertTrue(files.add(store.file()));
      assertTrue(hashes.contains(store.contentHash()), "the data is the same");
    }
  }

  private static void add(FeatureStore store, Set<Path> files, Set<String> hashes, int size) {
    files.add(store.file());
    hashes.add(store.contentHash());
    assertEquals(size, files.size());
    assertEquals(size, hashes.size());
  }

  @Test
  void damageIsNoticedAndRepaired() throws IOException {
    Path file = open(2).file();
    byte[] whole = Files.readAllBytes(file);
    Logger logger = (Logger) LoggerFactory.getLogger(ClipFile.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    try {
      List<byte[]> damaged = new ArrayList<>();
      damaged.add(new byte[0]);
      damaged.add(Arrays.copyOf(whole, whole.length - 1));
      damaged.add(Arrays.copyOf(whole, whole.length + 1));
      for (int at : new int[] {0, 4, 10, 40, 60, 95, 200, whole.length / 2, whole.length - 1}) {
        byte[] flipped = whole.clone();
        flipped[at] ^= 1;
        damaged.add(flipped);
      }
      for (byte[] content : damaged) {
        Files.write(file, content);
        open(2);
        assertArrayEquals(whole, Files.readAllBytes(file));
      }
      assertEquals(damaged.size(), log.list.size());
      assertTrue(log.list.stream().allMatch(event -> event.getLevel() == Level.WARN));
    } finally {
      logger.detachAppender(log);
      logger.setAdditive(true);
    }
  }

  @Test
  void damagedSoundLeavesNothing() throws IOException {
    Path clip = words.resolve("yes/c_nohash_0.wav");
    Files.write(clip, Arrays.copyOf(Files.readAllBytes(clip), 1_000));
    InputException e = assertThrows(InputException.class, () -> open(2));
    assertEquals(clip.toString(), e.file());
    assertEquals(List.of(), Made.entries(cache));
  }

  @Test
  void severalMappingsReadAsOne() throws IOException {
    int[] frames = {3, 1, 4, 1, 5, 9, 2, 6};
    int bands = 5;
    byte[] key = new byte[ClipTable.KEY_BYTES];
    ClipTable table = new ClipTable(ClipTable.Kind.FEATURES, key, bands, frames);
    Path file = folder.resolve("features.bin");
    MemoryFeatures source = new MemoryFeatures(frames, bands, false);
    try (ClipFileWriter writer = new ClipFileWriter(file, table)) {
      for (int clip = frames.length - 1; clip >= 0; clip--) {
        writer.write(clip, features(source, clip));
      }
      writer.finish();
      assertThrows(IllegalArgumentException.class, () -> writer.write(0, new float[1]));
      assertThrows(IllegalArgumentException.class, () -> writer.write(0, new short[15]));
    }
    for (long stretch : new long[] {180, 200, 333, ClipFile.STRETCH}) {
      ClipFile stored = ClipFile.open(file, table, stretch);
      for (int clip = 0; clip < frames.length; clip++) {
        float[] read = new float[frames[clip] * bands];
        stored.clip(clip).asFloatBuffer().get(read);
        assertArrayEquals(features(source, clip), read);
      }
    }
    int[] others = frames.clone();
    others[0] = 1;
    others[1] = 3;
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                ClipFile.open(
                    file,
                    new ClipTable(ClipTable.Kind.FEATURES, key, bands, others),
                    ClipFile.STRETCH));
    assertEquals("header", e.field());
  }

  @Test
  void realClips() throws IOException {
    Path mini = RealArchives.unpacked("gsc-mini.tar.gz");
    Dataset dataset = SpeechCommands.open(mini, WordSelection.words(List.of("bird", "dog")));
    FeatureStore store =
        FeatureStore.open(dataset, FrontEndSettings.of80(), cache, 2, ProgressListener.NONE);
    LabelledFeatures train = store.part(Split.TRAIN);
    assertNotEquals(0, train.size());
    int last = train.size() - 1;
    float[] samples = AudioFiles.read(dataset.utterances(Split.TRAIN).get(last).file()).samples();
    assertArrayEquals(
        new LogMel(FrontEndSettings.of80()).features(Arrays.copyOf(samples, 16_000)),
        features(train, last));
  }
}
