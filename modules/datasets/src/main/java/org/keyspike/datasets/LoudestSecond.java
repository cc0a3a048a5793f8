package org.keyspike.datasets;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;

/** Where a word is in a recording that is longer than a second. */
final class LoudestSecond {
  private LoudestSecond() {}

  /**
   * The second of a recording with the most power, to the hop of a frame; of equals the first. A
   * recording that is no longer is taken as it is, filled up with zeros.
   */
  static Utterance of(Path file, int label) throws IOException {
    float[] samples = AudioFiles.readAt(file, FrontEndSettings.SAMPLE_RATE).samples();
    return new Utterance(
        WordFolders.stem(file),
        file,
        start(samples),
        SpeechCommands.CLIP_SAMPLES,
        new int[] {label});
  }

  private static int start(float[] samples) {
    double power = 0;
    double most = 0;
    int best = 0;
    for (int i = 0; i < samples.length; i++) {
      power += (double) samples[i] * samples[i];
      int start = i + 1 - SpeechCommands.CLIP_SAMPLES;
      if (start > 0) {
        power -= (double) samples[start - 1] * samples[start - 1];
      }
      // Digital silence around the word: any second that holds it is as loud, the first one is
      // taken.
      if (start >= 0 && start % FrontEndSettings.HOP == 0 && power > most) {
        most = power;
        best = start;
      }
    }
    return best;
  }
}
