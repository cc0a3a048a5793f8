package org.keyspike.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.pipeline.detection.Q15;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.NetworkFile;

/**
 * What a network detects in sound, each file a stream of its own from zero state.
 *
 * @param name of its file: what kind it is
 * @param network the bytes of its file
 * @param smoothing answers that posteriors are averaged over
 * @param refractory frames after a detection without another
 * @param thresholds of the classes, Q15
 * @param keywords names of the classes
 */
record ListeningWork(
    String name,
    byte[] network,
    int smoothing,
    int refractory,
    int[] thresholds,
    List<String> keywords)
    implements SoundWork {
  private static final long serialVersionUID = 1;

  static ListeningWork of(Path network, IntegerDetectorSettings settings) throws IOException {
    return new ListeningWork(
        network.getFileName().toString(),
        Files.readAllBytes(network),
        settings.smoothing(),
        settings.refractoryFrames(),
        settings.thresholds().values(),
        List.copyOf(NetworkFile.read(network).classes()));
  }

  @Override
  public String columns() {
    return "optional group detections (LIST) { repeated group list { required group element {"
        + " required binary word (STRING); required double seconds; required double score;"
        + " required double threshold; } } }";
  }

  @Override
  public Result none() {
    return new Result(0, List.of(), row -> fill(row, List.of()));
  }

  @Override
  public Session start() throws IOException {
    Path file = Files.createTempFile("keyspike-", "-" + name);
    KeywordSpotter spotter;
    try {
      Files.write(file, network);
      IntegerDetectorSettings settings =
          new IntegerDetectorSettings(smoothing, refractory, new IntegerVector(thresholds.clone()));
      spotter = new KeywordSpotter(NetworkFile.read(file).stream(), settings);
    } finally {
      Files.deleteIfExists(file);
    }
    return samples -> {
      spotter.reset();
      List<FileLine.Heard> heard = new ArrayList<>();
      // Second by second: a file of hours is large enough once.
      for (int from = 0; from < samples.length; from += FrontEndSettings.SAMPLE_RATE) {
        short[] some = new short[Math.min(FrontEndSettings.SAMPLE_RATE, samples.length - from)];
        for (int i = 0; i < some.length; i++) {
          some[i] = Pcm16.of(samples[from + i]);
        }
        spotter.accept(
            some,
            one ->
                heard.add(
                    new FileLine.Heard(
                        one.name(), one.end(), one.score(), Q15.real(thresholds[one.label()]))));
      }
      return new Result(0, heard, row -> fill(row, heard));
    };
  }

  private static void fill(Group row, List<FileLine.Heard> heard) {
    Group list = row.addGroup("detections");
    for (FileLine.Heard one : heard) {
      Group element = list.addGroup("list").addGroup("element");
      element.add("word", one.word());
      element.add("seconds", one.seconds());
      element.add("score", one.score());
      element.add("threshold", one.threshold());
    }
  }
}
