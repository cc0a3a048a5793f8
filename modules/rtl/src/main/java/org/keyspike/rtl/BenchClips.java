package org.keyspike.rtl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;

/** The clips that a test bench feeds to a machine. */
public final class BenchClips {
  /** Of known answers: Icarus Verilog takes seconds for one. */
  private static final int MOST = 3;

  private static final int FRAMES = 50;
  private static final int LARGEST_STEP = 30;
  private static final int LARGEST = 255;

  private BenchClips() {}

  /**
   * The first clips of known answers; where there are none, a made one, of features that wander.
   *
   * @param answers where known answers of the image would be
   * @return (T, C) unsigned bytes each
   */
  public static List<byte[]> of(WeightImage image, Path answers) throws IOException {
    if (Files.exists(answers)) {
      return KnownAnswersReader.read(answers, image).clips().stream()
          .limit(MOST)
          .map(KnownAnswers.Clip::features)
          .toList();
    }
    int frames = image.readout() instanceof ReadoutImage.Keyword k ? k.frames() : FRAMES;
    return List.of(wandering(image.features().bands(), frames));
  }

  private static byte[] wandering(int bands, int frames) {
    SplittableRandom random = new SplittableRandom(1);
    byte[] features = new byte[frames * bands];
    int[] level = random.ints(bands, 0, LARGEST + 1).toArray();
    for (int i = 0; i < features.length; i++) {
      int next = level[i % bands] + random.nextInt(-LARGEST_STEP, LARGEST_STEP + 1);
      level[i % bands] = Math.max(0, Math.min(LARGEST, next));
      features[i] = (byte) level[i % bands];
    }
    return features;
  }
}
