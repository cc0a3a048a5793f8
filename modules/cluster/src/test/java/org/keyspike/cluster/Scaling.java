package org.keyspike.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.keyspike.experiment.cluster.FolderPass;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.spotting.NetworkFile;

/**
 * The time of passes over a folder on one cluster, for {@code docs/how-to/cluster.md}: two of these
 * programs, with one and with two workers, are started, get warm, and take turns. Arguments: the
 * address of a cluster, a weight image, a folder to work in, which gets an hour of sound. Each
 * number that it reads, one a line, is answered by the seconds of a pass.
 */
final class Scaling {
  private static final int FILES = 32;
  private static final int SECONDS = 112;

  private Scaling() {}

  public static void main(String[] arguments) throws IOException {
    Path sound = Path.of(arguments[2]).resolve("sound");
    if (!Files.exists(sound)) {
      SoundFixture.make(sound, FILES, SECONDS);
    }
    Path image = Path.of(arguments[1]);
    IntegerDetectorSettings settings = NetworkFile.read(image).stream().settings();
    PrintStream out = System.out;
    try (SparkCluster cluster = TestCluster.open(arguments[0])) {
      for (int pass = 0; ; pass++) {
        Path to = Files.createTempDirectory(Path.of(arguments[2]), "pass").resolve("out");
        long began = System.nanoTime();
        cluster.falseAlarms(new FolderPass(sound.toString(), to.toString()), image, settings);
        out.printf(Locale.ROOT, "%.2f%n", (System.nanoTime() - began) * 1e-9);
        if (System.in.read() != '\n') {
          return;
        }
      }
    }
  }
}
