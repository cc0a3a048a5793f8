package org.keyspike.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.experiment.cluster.FolderAlarms;
import org.keyspike.experiment.cluster.FolderFeatures;
import org.keyspike.experiment.cluster.FolderPass;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.InputException;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.NetworkFile;

/** Passes over a folder of sound, with faults. */
@Tag("slow")
class FolderOnClusterTest {
  private static final FrontEndSettings FRONT_END =
      new FrontEndSettings(FrontEndKind.INTEGER, 12, 256, BackgroundSettings.NONE);

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("spark.hadoop.fs.full.impl");
  }

  private Path sound() {
    return folder.resolve("sound");
  }

  private FolderPass pass(String out) {
    return new FolderPass(sound().toString(), folder.resolve(out).toString());
  }

  /** A weight image of the repository. */
  private static Path publishedNetwork() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("models"))) {
      root = root.getParent();
    }
    return root.resolve("models/gsc-mini/tiny/image.kswi");
  }

  private static byte[] features(Path file) throws IOException {
    float[] samples = AudioFiles.readAt(file, FrontEndSettings.SAMPLE_RATE).samples();
    float[] features = FrontEnd.of(FRONT_END).features(samples);
    ByteBuffer bytes = ByteBuffer.allocate(4 * features.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(features);
    return bytes.array();
  }

  /**
   * A worker that cannot write, a broken file and one with a keyword change nothing for the others:
   * every file has the row that a spotter on this machine gives.
   */
  @Test
  @Timeout(900)
  void aFullDiskAndABrokenFileAreNotFatal() throws Exception {
    SoundFixture.make(sound(), 12, 3);
    Path image = publishedNetwork();
    NetworkFile network = NetworkFile.read(image);
    SoundFixture.spoil(sound(), "yes");
    int[] thresholds =
        IntStream.of(network.stream().settings().thresholds().values())
            .map(own -> own == 0 ? 0 : IntegerDetectorSettings.ONE / 8)
            .toArray();
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(2, 20, new IntegerVector(thresholds));
    System.setProperty("spark.hadoop.fs.full.impl", FullDisk.class.getName());
    FolderAlarms alarms;
    try (SparkCluster cluster = TestCluster.open(TestCluster.TWO_WORKERS)) {
      TestCluster.await(cluster, 2);
      FolderPass full = new FolderPass(sound().toString(), "full://" + folder.resolve("out"));
      alarms = cluster.falseAlarms(full, image, settings);
    }
    assertTrue(Files.exists(folder.resolve(FullDisk.REFUSED)), "a worker was refused");
    assertEquals(14, alarms.count().files());
    assertEquals(1, alarms.count().leftOut());
    assertEquals("1 .mp3", alarms.count().others());
    assertEquals(1, alarms.count().broken().size());
    assertEquals("speaker-0/broken.wav", alarms.count().broken().get(0).file());
    Map<String, Group> rows = SoundFixture.rows(folder.resolve("out"));
    assertEquals(13, rows.size(), "all but the one that was left out");
    int all = 0;
    for (int i = 0; i < 12; i++) {
      String name = "speaker-" + i / 4 + "/s" + i + ".wav";
      List<String> expected = new ArrayList<>();
      KeywordSpotter spotter = KeywordSpotter.open(image, settings);
      float[] samples = AudioFiles.readAt(sound().resolve(name), 16_000).samples();
      spotter.accept(
          samples, one -> expected.add(one.name() + " " + one.end() + " " + one.score()));
      List<String> found = new ArrayList<>();
      Group list = rows.get(name).getGroup("detections", 0);
      for (int k = 0; k < list.getFieldRepetitionCount("list"); k++) {
        Group one = list.getGroup("list", k).getGroup("element", 0);
        found.add(
            one.getString("word", 0)
                + " "
                + one.getDouble("seconds", 0)
                + " "
                + one.getDouble("score", 0));
        assertEquals(0.125, one.getDouble("threshold", 0));
      }
      assertEquals(expected, found, name);
      assertEquals(samples.length / 16_000.0 / 3_600, rows.get(name).getDouble("hours", 0));
      all += expected.size();
    }
    assertTrue(all > 0, "something is detected");
    assertEquals(all, alarms.words().get(0).falseAlarms());
    assertEquals(FolderAlarms.ALL, alarms.words().get(0).word());
    String broken = rows.get("speaker-0/broken.wav").getString("error", 0);
    assertTrue(broken.startsWith("found ") || broken.contains(": found "), broken);
    try (Stream<Path> left = Files.list(folder.resolve("out/parts"))) {
      assertFalse(left.anyMatch(file -> file.getFileName().toString().startsWith(".")));
    }
  }

  /** A driver that is gone in the middle is gone on with by another one. */
  @Test
  @Timeout(900)
  void anotherDriverGoesOn() throws Exception {
    SoundFixture.make(sound(), 32, 20);
    Map<String, String> done;
    SparkCluster first = TestCluster.open("local[1]");
    CompletableFuture<FolderFeatures> begun =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return first.features(pass("out"), FRONT_END);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    Path manifest = folder.resolve("out/manifest");
    while (files(manifest).isEmpty()) {
      Thread.sleep(1);
    }
    first.close();
    assertThrows(Exception.class, () -> begun.get(5, TimeUnit.MINUTES));
    done = files(manifest);
    assertTrue(!done.isEmpty() && done.size() < 16, done.toString());
    Path stale = Files.writeString(folder.resolve("out/broken.csv"), "file,reason\n");
    try (SparkCluster second = TestCluster.open("local[2]")) {
      FolderFeatures features = second.features(pass("out"), FRONT_END);
      assertEquals(32, features.count().files());
      assertFalse(Files.exists(stale), "no file is broken any more");
      Map<String, String> all = files(manifest);
      done.forEach((name, written) -> assertEquals(written, all.get(name), "done once"));
      String said = Files.readString(folder.resolve("out/features.json"));
      assertEquals(features, second.features(pass("out"), FRONT_END));
      assertEquals(said, Files.readString(folder.resolve("out/features.json")));
      assertEquals(all, files(manifest), "nothing is left to do");
      FrontEndSettings other =
          new FrontEndSettings(FrontEndKind.FLOAT, 12, 256, BackgroundSettings.NONE);
      InputException e =
          assertThrows(InputException.class, () -> second.features(pass("out"), other));
      assertTrue(e.getMessage().contains("results of something else"), e.getMessage());
    }
    Map<String, Group> rows = SoundFixture.rows(folder.resolve("out"));
    assertEquals(32, rows.size());
    for (String name : List.of("speaker-0/s0.wav", "speaker-7/s31.wav")) {
      assertArrayEquals(
          features(sound().resolve(name)), rows.get(name).getBinary("features", 0).getBytes());
    }
  }

  /** The files of a folder, with when they were written. */
  private static Map<String, String> files(Path of) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(of)) {
      try (Stream<Path> all = Files.list(of)) {
        for (Path file : all.toList()) {
          if (!file.getFileName().toString().startsWith(".")) {
            files.put(file.getFileName().toString(), Files.getLastModifiedTime(file).toString());
          }
        }
      }
    }
    return files;
  }
}
