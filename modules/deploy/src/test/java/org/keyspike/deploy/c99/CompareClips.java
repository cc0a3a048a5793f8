package org.keyspike.deploy.c99;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
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
    Path clips = Path.of(args[1]);
    List<String> names = Files.readAllLines(clips.resolve(args[2]));
    Path folder = Files.createTempDirectory("compare");
    Comparison both =
        Comparison.compile(
            Listener.of(image, ImageReader.read(image)),
            folder,
            args[4],
            Arrays.asList(args).subList(5, args.length));
    Replay.Bytes each = new Replay.Bytes();
    Replay.Bytes stream = new Replay.Bytes();
    int records = 0;
    int streamRecords = 0;
    long wanted = Long.parseLong(args[3]) * FrontEndSettings.SAMPLE_RATE;
    for (long i = 0, streamed = 0; i < names.size() || streamed < wanted; i++) {
      short[] samples = samples(clips.resolve(names.get((int) (i % names.size()))));
      int hops = samples.length / FrontEndSettings.HOP;
      if (i < names.size()) {
        each.put(0, 4);
        records += 1 + put(samples, hops, each);
      }
      if (streamed < wanted) {
        streamRecords += put(samples, hops, stream);
        streamed += (long) hops * FrontEndSettings.HOP;
      }
    }
    int found = both.detections(Replay.Bytes.joined(records, each));
    int inStream = both.detections(Replay.Bytes.joined(streamRecords, stream));
    System.out.println(
        names.size()
            + " clips, "
            + (records - names.size())
            + " frames, "
            + found
            + " detections; stream of "
            + streamRecords
            + " frames, "
            + inStream
            + " detections: the same bits");
  }

  private static int put(short[] samples, int hops, Replay.Bytes to) {
    for (int hop = 0; hop < hops; hop++) {
      to.put(FrontEndSettings.HOP, 4);
      for (int i = 0; i < FrontEndSettings.HOP; i++) {
        to.put(samples[hop * FrontEndSettings.HOP + i], 2);
      }
    }
    return hops;
  }

  private static short[] samples(Path clip) throws IOException {
    float[] real = AudioFiles.read(clip).samples();
    short[] samples = new short[real.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Pcm16.of(real[i]);
    }
    return samples;
  }
}
