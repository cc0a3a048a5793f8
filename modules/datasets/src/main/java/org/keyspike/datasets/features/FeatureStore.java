package org.keyspike.datasets.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.FileHash;
import org.keyspike.io.Hashes;
import org.keyspike.io.KnownHashes;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;

/**
 * The log-mel features of a data set, computed once and kept in one memory-mapped file of a cache
 * folder. The file is named by the content of the data and the front-end settings: changed data is
 * another file, equal data elsewhere the same.
 */
public final class FeatureStore {
  private final String contentHash;
  private final Path file;
  private final Optional<String> remark;
  private final Map<Split, LabelledFeatures> parts;

  private FeatureStore(
      String contentHash, Path file, Optional<String> remark, Map<Split, LabelledFeatures> parts) {
    this.contentHash = contentHash;
    this.file = file;
    this.remark = remark;
    this.parts = parts;
  }

  /**
   * Opens the features of a data set, and computes them if they are not in the cache. A file there
   * that is damaged is computed anew, with a warning. A kill leaves no file that looks whole.
   *
   * @param cache folder, made if needed
   * @param threads threads to read and compute with; the result does not depend on it
   * @throws org.keyspike.io.InputException if a sound file cannot be used
   * @throws IOException if the cache cannot be written
   */
  public static FeatureStore open(
      Dataset dataset,
      FrontEndSettings settings,
      Path cache,
      int threads,
      ProgressListener progress)
      throws IOException {
    List<Utterance> utterances = utterances(dataset);
    KnownHashes known = new KnownHashes();
    Map<Path, FileHash> files = fileHashes(dataset, utterances, known, threads, progress);
    byte[] content = contentHash(dataset, files);
    byte[] key = key(content, settings);
    Path file = cache.resolve("features-" + HexFormat.of().formatHex(key, 0, 16) + ".bin");
    int[] frames = utterances.stream().mapToInt(Utterance::frames).toArray();
    ClipFile features =
        ClipFile.openOrMake(
            file,
            new ClipTable(ClipTable.Kind.FEATURES, key, settings.bands(), frames),
            writer ->
                compute(
                    utterances,
                    settings,
                    () -> new SoundReader(known, sound -> Optional.of(files.get(sound))),
                    writer,
                    threads,
                    progress));
    Map<Split, LabelledFeatures> parts = new EnumMap<>(Split.class);
    int first = 0;
    for (Split split : Split.values()) {
      List<Utterance> part = dataset.utterances(split);
      parts.put(
          split, new StoredFeatures(features, part, first, settings.bands(), dataset.frameWise()));
      first += part.size();
    }
    return new FeatureStore(
        HexFormat.of().formatHex(content), file, Duplicates.in(dataset, files), parts);
  }

  /** The features of one part, in the order of the data set. */
  public LabelledFeatures part(Split split) {
    return parts.get(split);
  }

  /**
   * SHA-256, in hexadecimal, of the data: classes, splits, names, labels, phones, sound,
   * background.
   */
  public String contentHash() {
    return contentHash;
  }

  /**
   * The same of a data set whose features are not asked for.
   *
   * @param threads threads to read with; the result does not depend on it
   */
  public static String contentHash(Dataset dataset, int threads, ProgressListener progress)
      throws IOException {
    return HexFormat.of()
        .formatHex(
            contentHash(
                dataset,
                fileHashes(dataset, utterances(dataset), new KnownHashes(), threads, progress)));
  }

  /**
   * Recordings that are there under several names, for people; empty if each is there once. They
   * count several times, and one that is in two parts is learned and then scored.
   */
  public Optional<String> remark() {
    return remark;
  }

  /** The file in the cache. */
  public Path file() {
    return file;
  }

  private static List<Utterance> utterances(Dataset dataset) {
    List<Utterance> utterances = new ArrayList<>();
    for (Split split : Split.values()) {
      utterances.addAll(dataset.utterances(split));
    }
    return utterances;
  }

  private static void compute(
      List<Utterance> utterances,
      FrontEndSettings settings,
      Supplier<SoundReader> readers,
      ClipFileWriter writer,
      int threads,
      ProgressListener progress)
      throws IOException {
    progress.begin("Computing features", utterances.size());
    try {
      Parallel.forEach(
          utterances.size(),
          threads,
          () -> {
            FrontEnd frontEnd = FrontEnd.of(settings);
            SoundReader sound = readers.get();
            return i -> {
              writer.write(i, frontEnd.features(sound.samples(utterances.get(i))));
              progress.advance(1);
            };
          });
    } finally {
      progress.end();
    }
  }

  private static byte[] key(byte[] content, FrontEndSettings settings) {
    MessageDigest digest = Hashes.sha256();
    digest.update(content);
    ByteBuffer values = ByteBuffer.allocate(2 * Integer.BYTES + Double.BYTES);
    values.putInt(ClipTable.VERSION).putInt(settings.bands()).putDouble(settings.gain());
    digest.update(values.array());
    if (settings.kind() == FrontEndKind.INTEGER) {
      digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
    }
    return digest.digest();
  }

  private static Map<Path, FileHash> fileHashes(
      Dataset dataset,
      List<Utterance> utterances,
      KnownHashes known,
      int threads,
      ProgressListener progress)
      throws IOException {
    Set<Path> named = new LinkedHashSet<>();
    utterances.forEach(utterance -> named.add(utterance.file()));
    named.addAll(dataset.background());
    List<Path> paths = List.copyOf(named);
    FileHash[] hashes = new FileHash[paths.size()];
    progress.begin("Checking data", paths.size());
    try {
      Parallel.forEach(
          paths.size(),
          threads,
          () ->
              i -> {
                hashes[i] = known.of(paths.get(i));
                progress.advance(1);
              });
    } finally {
      progress.end();
    }
    Map<Path, FileHash> files = new HashMap<>();
    for (int i = 0; i < hashes.length; i++) {
      files.put(paths.get(i), hashes[i]);
    }
    return files;
  }

  private static byte[] contentHash(Dataset dataset, Map<Path, FileHash> files) {
    MessageDigest digest = Hashes.sha256();
    put(digest, dataset.classes().size(), dataset.frameWise() ? 1 : 0);
    dataset.classes().forEach(name -> put(digest, name));
    for (Split split : Split.values()) {
      put(digest, dataset.utterances(split).size());
      for (Utterance utterance : dataset.utterances(split)) {
        put(digest, utterance.name());
        digest.update(files.get(utterance.file()).sha256());
        put(digest, utterance.start(), utterance.length());
        int[] labels = utterance.labels();
        put(digest, labels.length);
        put(digest, labels);
        put(digest, utterance.transcript());
      }
    }
    put(digest, dataset.background().size());
    dataset.background().forEach(recording -> digest.update(files.get(recording).sha256()));
    return digest.digest();
  }

  private static void put(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(digest, bytes.length);
    digest.update(bytes);
  }

  private static void put(MessageDigest digest, int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
    bytes.asIntBuffer().put(numbers);
    digest.update(bytes);
  }
}
