package org.keyspike.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.evaluation.Interval;
import org.keyspike.experiment.cluster.FolderAlarms;
import org.keyspike.experiment.cluster.FolderCount;
import org.keyspike.experiment.cluster.FolderFeatures;
import org.keyspike.experiment.cluster.FolderPass;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.Csv;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordWriter;
import org.keyspike.pipeline.detection.Q15;
import org.keyspike.spotting.KeywordSpotter;

/** The results of passes over folders, gathered from their manifests and written beside them. */
final class SoundResults {
  private SoundResults() {}

  static FolderFeatures features(SparkCluster cluster, FolderPass order, FrontEndSettings settings)
      throws IOException {
    SoundPass pass = SoundPass.open(cluster, order);
    Manifest.Job job = new Manifest.Job("features", order.folder(), settings.identity());
    List<FileLine> lines = pass.perform("features", job, new FeatureWork(settings));
    FolderFeatures features =
        new FolderFeatures(
            order.out(),
            settings.bands(),
            lines.stream().mapToLong(FileLine::frames).sum(),
            pass.count(lines));
    writeBroken(pass, features.count());
    pass.out().write("features.json", RecordWriter.json(features) + "\n");
    return features;
  }

  static FolderAlarms falseAlarms(
      SparkCluster cluster, FolderPass order, Path network, IntegerDetectorSettings settings)
      throws IOException {
    ListeningWork work = ListeningWork.of(network, settings);
    String hash = Hashes.sha256Hex(work.network());
    SoundPass pass = SoundPass.open(cluster, order);
    Manifest.Job job =
        new Manifest.Job(
            "detections",
            order.folder(),
            String.join(
                " ",
                hash,
                String.valueOf(settings.smoothing()),
                String.valueOf(settings.refractoryFrames()),
                RecordWriter.json(settings.thresholds().values())));
    List<FileLine> lines = pass.perform("listen", job, work);
    List<Integer> labels =
        IntStream.range(0, work.keywords().size())
            .filter(k -> !KeywordSpotter.unreported(work.keywords()).contains(k))
            .boxed()
            .toList();
    List<String> words = labels.stream().map(work.keywords()::get).toList();
    List<FolderAlarms.HeardFile> files =
        lines.stream().filter(line -> line.hours() > 0).map(line -> heard(line, words)).toList();
    FolderCount count = pass.count(lines);
    if (files.isEmpty()) {
      throw new InputException(
          order.folder(), "no file that can be listened to", "sound without keywords");
    }
    List<Double> thresholds =
        labels.stream().map(k -> Q15.real(settings.thresholds().values()[k])).toList();
    FolderAlarms alarms = FolderAlarms.of(order.out(), hash, words, thresholds, files, count);
    writeBroken(pass, count);
    writeFiles(pass, files);
    pass.out().write("false-alarms.json", RecordWriter.json(alarms) + "\n");
    return alarms;
  }

  private static FolderAlarms.HeardFile heard(FileLine line, List<String> words) {
    List<Integer> alarms = new ArrayList<>();
    for (String word : words) {
      alarms.add((int) line.detections().stream().filter(one -> one.word().equals(word)).count());
    }
    return new FolderAlarms.HeardFile(line.file(), line.hours(), alarms);
  }

  private static void writeBroken(SoundPass pass, FolderCount count) throws IOException {
    if (count.broken().isEmpty()) {
      // One of an earlier pass names files that have been mended since.
      pass.out().delete("broken.csv");
      return;
    }
    Csv table = new Csv("file", "reason");
    count.broken().forEach(one -> table.row(one.file(), one.reason()));
    pass.out().write("broken.csv", table.toString());
  }

  private static void writeFiles(SoundPass pass, List<FolderAlarms.HeardFile> files)
      throws IOException {
    Csv table = new Csv("file", "hours", "falseAlarms", "perHour", "lower", "upper");
    for (FolderAlarms.HeardFile file : files) {
      int alarms = file.alarms().stream().mapToInt(Integer::intValue).sum();
      FalseAlarms rate = new FalseAlarms(alarms, file.hours());
      Interval interval = rate.interval();
      table.row(
          file.file(), file.hours(), alarms, rate.perHour(), interval.lower(), interval.upper());
    }
    pass.out().write("false-alarms.csv", table.toString());
  }
}
