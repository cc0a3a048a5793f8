package org.keyspike.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.keyspike.experiment.cluster.FolderPass;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.spotting.NetworkFile;

/**
 * The time of passes over a folder on one cluster, for {@code docs/how-to/cluster.md}: two of these
 * programs, with one and with two workers, are started, get warm, and take turns. Arguments: the
 * address of a cluster, a weight image, a folder to work in, which gets 16 minutes of sound. After
 * each pass it says the seconds that it took, and the processor time of the tasks of each worker;
 * at each empty line that it reads it begins another one. On a busy machine the processor time of
 * the worker that has most is what a pass would take.
 */
final class Scaling {
  private static final int FILES = 32;
  private static final int SECONDS = 30;

  private Scaling() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path sound = Path.of(arguments[2]).resolve("sound");
    if (!Files.exists(sound)) {
      SoundFixture.make(sound, FILES, SECONDS);
    }
    Path image = Path.of(arguments[1]);
    IntegerDetectorSettings settings = NetworkFile.read(image).stream().settings();
    PrintStream out = System.out;
    Map<String, Long> time = new ConcurrentSkipListMap<>();
    try (SparkCluster cluster = TestCluster.open(arguments[0])) {
      cluster
          .context()
          .sc()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd ended) {
                  time.merge(
                      ended.taskInfo().executorId(),
                      ended.taskMetrics().executorCpuTime(),
                      Long::sum);
                }
              });
      for (int pass = 0; ; pass++) {
        Path to = Files.createTempDirectory(Path.of(arguments[2]), "pass").resolve("out");
        time.clear();
        long began = System.nanoTime();
        cluster.falseAlarms(new FolderPass(sound.toString(), to.toString()), image, settings);
        double seconds = (System.nanoTime() - began) * 1e-9;
        // Ends of tasks are told a little later.
        TimeUnit.SECONDS.sleep(2);
        out.printf(Locale.ROOT, "%.2f s, of workers", seconds);
        time.values().forEach(one -> out.printf(Locale.ROOT, " %.2f", one * 1e-9));
        out.println();
        if (System.in.read() != '\n') {
          return;
        }
      }
    }
  }
}
