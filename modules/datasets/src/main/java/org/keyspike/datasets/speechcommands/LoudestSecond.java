package org.keyspike.datasets.speechcommands;

import java.nio.file.Path;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Utterance;

/** The place of a word in a recording that is longer than a second. */
final class LoudestSecond {
  /** Seconds with this part of the most power hold the word as well. */
  private static final double ENOUGH = 0.99;

  private LoudestSecond() {}

  /**
   * The second of a recording with the most power, to the hop of a frame. Where a word is shorter,
   * many hold all of it: of those around the loudest the middle one, in whose middle the word is.
   *
   * @param samples of the file, at 16 kHz
   */
  static Utterance of(Path file, float[] samples, int label) {
    return new Utterance(
            WordFolders.stem(file),
            file,
            middle(power(samples)) * FrontEndSettings.HOP,
            SpeechCommands.CLIP_SAMPLES,
            new int[] {label})
        .withSpeaker(HashRule.namedSpeaker(file));
  }

  /** The power of the second that begins at each hop. */
  private static double[] power(float[] samples) {
    int hop = FrontEndSettings.HOP;
    int room = Math.max(0, samples.length - SpeechCommands.CLIP_SAMPLES);
    double[] before = new double[samples.length + 1];
    for (int i = 0; i < samples.length; i++) {
      before[i + 1] = before[i] + (double) samples[i] * samples[i];
    }
    double[] power = new double[room / hop + 1];
    for (int k = 0; k < power.length; k++) {
      int end = Math.min(samples.length, k * hop + SpeechCommands.CLIP_SAMPLES);
      power[k] = before[end] - before[k * hop];
    }
    return power;
  }

  private static int middle(double[] power) {
    int loudest = 0;
    for (int k = 1; k < power.length; k++) {
      loudest = power[k] > power[loudest] ? k : loudest;
    }
    int first = loudest;
    while (first > 0 && power[first - 1] >= ENOUGH * power[loudest]) {
      first--;
    }
    int last = loudest;
    while (last < power.length - 1 && power[last + 1] >= ENOUGH * power[loudest]) {
      last++;
    }
    return (first + last) / 2;
  }
}
