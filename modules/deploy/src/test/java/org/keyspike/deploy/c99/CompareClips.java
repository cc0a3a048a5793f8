package org.keyspike.deploy.c99;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.ImageReader;

/**
 * A program, not a test, as it takes minutes: every clip of a list, each by itself, and then as
 * much of them as is asked for as one stream, through an image in C and in Java. It ends well if
 * every feature, output, logit, posterior and detection is the same.
 *
 * <pre>
 * CompareClips IMAGE FOLDER LIST SECONDS COMPILER [OPTION…]      LIST: paths of clips in FOLDER
 * </pre>
 */
final class CompareClips {
  private CompareClips() {}

  public static void main(String[] args) throws IOException {
    Path image = Path.of(args[0]);
    Path folder = Path.of(args[1]);
    Clips clips = new Clips(folder, Files.readAllLines(folder.resolve(args[2])));
    int seconds = Integer.parseInt(args[3]);
    Comparison both =
        Comparison.compile(
            Listener.of(image, ImageReader.read(image)),
            Files.createTempDirectory("compare"),
            args[4],
            Arrays.asList(args).subList(5, args.length));
    int found = both.detections(clips.records());
    int inStream = both.detections(clips.records(seconds));
    System.out.printf(
        "%d clips, %d detections; a stream of %d s, %d detections: the same bits%n",
        clips.names().size(), found, seconds, inStream);
  }
}
