package org.keyspike.deploy.c99;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.io.InputException;

/**
 * The sound of a self-test, with the answers of the image to it: the clips of the known answers
 * beside an image, where there are any, else made sound. Three seconds of it or a little more, so
 * that it fits a small flash.
 */
public final class ReplayedSound {
  private static final int FRAMES = 300;

  /** Made sounds that are tried. */
  private static final int TRIES = 20;

  private ReplayedSound() {}

  /**
   * Known answers to the first clips of those beside an image, or to made sound.
   *
   * @param answers where known answers may lie
   * @throws InputException if there are answers, but they are damaged or not of this image
   */
  public static KnownAnswers of(Listener network, Path answers) throws IOException {
    if (!Files.exists(answers)) {
      return made(network);
    }
    KnownAnswers known = KnownAnswersReader.readOf(answers, network.image(), "the image");
    List<short[]> clips =
        known.clips().stream()
            .map(KnownAnswers.Clip::samples)
            .filter(samples -> samples.length > 0)
            .limit(clips(network))
            .toList();
    return clips.isEmpty() ? made(network) : KnownAnswers.ofSound(network.image(), clips);
  }

  /**
   * Known answers to made sound: tones that rise and fall, and bursts of noise; of a few such the
   * first in which something is detected.
   */
  private static KnownAnswers made(Listener network) {
    KnownAnswers answers = made(network, 0);
    for (long seed = 1;
        seed < TRIES && answers.stream().stream().noneMatch(DetectorAnswer::detected); ) {
      answers = made(network, seed++);
    }
    return answers;
  }

  private static KnownAnswers made(Listener network, long seed) {
    List<short[]> clips = new ArrayList<>();
    int samples = FrontEndSettings.HOP * frames(network);
    for (int i = 0; i < clips(network); i++) {
      clips.add(made(samples, 1000 * seed + i));
    }
    return KnownAnswers.ofSound(network.image(), clips);
  }

  private static int frames(Listener network) {
    return ((ReadoutImage.Keyword) network.image().readout()).frames();
  }

  private static int clips(Listener network) {
    return (FRAMES + frames(network) - 1) / frames(network);
  }

  /** A triangle whose pitch wanders, and noise, both of loudness that changes every 50 ms. */
  static short[] made(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    short[] sound = new short[samples];
    int phase = 0;
    int pitch = 0;
    int tone = 0;
    int noise = 0;
    for (int i = 0; i < samples; i++) {
      if (i % 800 == 0) {
        pitch = random.nextInt(1 << 20, 1 << 28);
        tone = 1 << random.nextInt(15);
        noise = 1 << random.nextInt(14);
      }
      phase += pitch;
      int triangle = Math.abs(phase >> 16) - (1 << 14);
      sound[i] = (short) ((triangle * tone >> 14) + random.nextInt(-noise, noise));
    }
    return sound;
  }
}
