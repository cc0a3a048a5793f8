package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;

/**
 * Seconds cut from a recording, evenly from its beginning to its end. All of them have one speaker:
 * who speaks in the recording or, where its name does not say, the recording.
 */
final class EvenCuts {
  private static final int SECOND = SpeechCommands.CLIP_SAMPLES;

  private EvenCuts() {}

  /**
   * A given number of them; they overlap where there are many.
   *
   * @param folder that their names begin with
   * @throws InputException if the recording is shorter than a second
   */
  static List<Utterance> of(Path recording, int count, String folder, int label)
      throws IOException {
    return cut(recording, length(recording), count, folder, label);
  }

  /** As many as there are without overlap; none of a recording shorter than a second. */
  static List<Utterance> all(Path recording, String folder, int label) throws IOException {
    int length = length(recording);
    return cut(recording, length, length / SECOND, folder, label);
  }

  private static int length(Path recording) throws IOException {
    return AudioFiles.readAt(recording, FrontEndSettings.SAMPLE_RATE).samples().length;
  }

  private static List<Utterance> cut(
      Path recording, int length, int count, String folder, int label) throws InputException {
    int room = length - SECOND;
    if (room < 0 && count > 0) {
      throw new InputException(
          recording,
          "duration",
          (double) length / FrontEndSettings.SAMPLE_RATE + " s",
          "at least one second to cut from");
    }
    List<Utterance> cuts = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      int start = (int) ((long) room * k / Math.max(1, count - 1));
      String name =
          String.format(Locale.ROOT, "%s/%s_%05d", folder, SpeechCommands.name(recording), k);
      cuts.add(
          new Utterance(name, recording, start, SECOND, new int[] {label})
              .withSpeaker(HashRule.speaker(recording)));
    }
    return cuts;
  }
}
