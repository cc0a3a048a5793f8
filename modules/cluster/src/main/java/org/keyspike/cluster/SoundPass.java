package org.keyspike.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.keyspike.audio.SoundFolder;
import org.keyspike.experiment.cluster.FolderCount;
import org.keyspike.experiment.cluster.FolderPass;
import org.keyspike.io.InputException;

/** A pass over a folder of sound: what is not done yet is, each file once. */
final class SoundPass {
  private static final long GLANCE_MILLIS = 500;

  private final SparkCluster cluster;
  private final SharedFiles sound;
  private final SharedFiles out;
  private final List<SoundFile> files;
  private final Map<String, String> words;
  private final String others;

  private SoundPass(
      SparkCluster cluster,
      SharedFiles sound,
      SharedFiles out,
      List<SoundFile> files,
      Map<String, String> words,
      String others) {
    this.cluster = cluster;
    this.sound = sound;
    this.out = out;
    this.files = files;
    this.words = words;
    this.others = others;
  }

  /**
   * Looks through a folder.
   *
   * @throws InputException if there is no sound in it
   */
  static SoundPass open(SparkCluster cluster, FolderPass pass) throws IOException {
    Configuration settings = cluster.context().hadoopConfiguration();
    SharedFiles sound = SharedFiles.of(pass.folder(), settings);
    if (!sound.exists()) {
      throw new InputException(pass.folder(), "nothing of this name", "a folder of sound files");
    }
    List<SoundFile> all = sound.below();
    Map<java.nio.file.Path, SoundFile> byName = new HashMap<>();
    all.forEach(file -> byName.put(java.nio.file.Path.of(file.name()), file));
    SoundFolder found =
        SoundFolder.of(all.stream().map(file -> java.nio.file.Path.of(file.name())).toList());
    String others = found.leftOut().orElse("");
    if (found.sounds().isEmpty()) {
      throw new InputException(
          pass.folder(),
          "sound files",
          others.isEmpty() ? "none" : "none but " + others,
          "at least one .wav or .flac");
    }
    return new SoundPass(
        cluster,
        sound,
        SharedFiles.of(pass.out(), settings),
        found.sounds().stream().map(byName::get).toList(),
        words(all),
        others);
  }

  /** The lists of words that lie beside sounds, {@code SX127.WRD} beside {@code SX127.WAV}. */
  private static Map<String, String> words(List<SoundFile> all) {
    Map<String, String> lists = new HashMap<>();
    for (SoundFile file : all) {
      if (extension(file.name()).equals(".wrd")) {
        lists.put(stem(file.name()), file.name());
      }
    }
    Map<String, String> words = new HashMap<>();
    for (SoundFile file : all) {
      String list = lists.get(stem(file.name()));
      if (list != null && SoundFolder.isSound(file.name())) {
        words.put(file.name(), list);
      }
    }
    return words;
  }

  private static String stem(String name) {
    return name.substring(0, name.length() - extension(name).length());
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') ? name.substring(dot).toLowerCase(Locale.ROOT) : "";
  }

  /** The folder of results. */
  SharedFiles out() {
    return out;
  }

  /**
   * Does what is not done.
   *
   * @param what is done, for people
   * @return the lines of all files, by name
   */
  List<FileLine> perform(String what, Manifest.Job job, SoundWork work) throws IOException {
    Manifest manifest = new Manifest(out);
    manifest.begin(job);
    Set<SoundFile> done =
        manifest.lines().stream().map(FileLine::version).collect(Collectors.toSet());
    List<SoundFile> rest = files.stream().filter(file -> !done.contains(file)).toList();
    if (rest.size() < files.size()) {
      cluster
          .progress()
          .note(
              String.format(
                  "%-9s %,d of %,d files done, skipped",
                  what, files.size() - rest.size(), files.size()));
    }
    if (!rest.isEmpty()) {
      work(what, SoundPortion.of(job.key(), rest, words), work);
    }
    out.tidy(PortionOnWorker.PARTS);
    out.tidy(Manifest.FOLDER);
    Map<SoundFile, FileLine> lines =
        manifest.lines().stream()
            .collect(Collectors.toMap(FileLine::version, line -> line, (one, same) -> one));
    List<FileLine> all = new ArrayList<>();
    for (SoundFile file : files) {
      FileLine line = lines.get(file);
      if (line == null) {
        throw new IOException(out.folder() + ": nothing was noted of " + file.name());
      }
      all.add(line);
    }
    return all;
  }

  private void work(String what, List<SoundPortion> portions, SoundWork work) throws IOException {
    LongAccumulator read = cluster.context().sc().longAccumulator("files");
    LongAccumulator broken = cluster.context().sc().longAccumulator("broken files");
    LongAccumulator seconds = cluster.context().sc().longAccumulator("seconds of sound");
    Broadcast<PortionOnWorker.Order> order =
        cluster
            .context()
            .broadcast(
                new PortionOnWorker.Order(
                    sound.folder().toString(),
                    out.folder().toString(),
                    work,
                    new SerializableConfiguration(cluster.context().hadoopConfiguration())));
    long files = portions.stream().mapToLong(portion -> portion.files().size()).sum();
    cluster.describe(String.format("%s: %,d files of %s", what, files, sound.folder()));
    cluster.progress().begin(what, files);
    try {
      JavaFutureAction<List<String>> job =
          cluster
              .context()
              .parallelize(portions, portions.size())
              .mapPartitions(new PortionOnWorker(order, read, broken, seconds))
              .collectAsync();
      await(job, read);
      cluster
          .progress()
          .note(
              String.format(
                  "%-9s %,d files, %.2f h of sound, %,d broken",
                  what, read.value(), seconds.value() / 3600.0, broken.value()));
    } finally {
      cluster.progress().end();
      order.unpersist();
    }
  }

  private void await(JavaFutureAction<List<String>> job, LongAccumulator read) throws IOException {
    long told = 0;
    while (true) {
      try {
        job.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        cluster.progress().advance(read.value() - told);
        return;
      } catch (TimeoutException e) {
        long now = read.value();
        cluster.progress().advance(now - told);
        told = now;
      } catch (InterruptedException e) {
        job.cancel(true);
        Thread.currentThread().interrupt();
        throw new IOException("interrupted; what is done is kept", e);
      } catch (ExecutionException e) {
        throw ClusterFailure.ofWork(cluster.address(), e);
      }
    }
  }

  /** What became of the files. */
  FolderCount count(List<FileLine> lines) {
    List<FolderCount.Broken> broken =
        lines.stream()
            .filter(line -> !line.error().isEmpty())
            .map(line -> new FolderCount.Broken(line.file(), line.error()))
            .toList();
    return new FolderCount(
        lines.size(),
        lines.stream().mapToDouble(FileLine::hours).sum(),
        broken,
        (int) lines.stream().filter(FileLine::leftOut).count(),
        others);
  }
}
