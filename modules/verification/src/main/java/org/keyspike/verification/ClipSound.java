package org.keyspike.verification;

import java.io.IOException;
import java.util.List;
import org.keyspike.audio.Pcm16;
import org.keyspike.datasets.Utterance;

/** The sound of clips, in the order of their features. Safe to read from several threads. */
@FunctionalInterface
public interface ClipSound {
  /**
   * The samples of a clip, 16 kHz, in [−1, 1).
   *
   * @param clip from 0
   * @throws org.keyspike.io.InputException if its file cannot be used
   */
  float[] samples(int clip) throws IOException;

  /** The sound of utterances, read from their files whenever it is asked for. */
  static ClipSound of(List<Utterance> utterances) {
    List<Utterance> clips = List.copyOf(utterances);
    return clip -> clips.get(clip).samples();
  }

  /**
   * Sound in memory.
   *
   * @param samples of every clip, 32768 times their value
   */
  static ClipSound ofIntegers(List<short[]> samples) {
    List<short[]> clips = List.copyOf(samples);
    return clip -> values(clips.get(clip));
  }

  /** What 16-bit samples stand for. */
  static float[] values(short[] samples) {
    float[] values = new float[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Pcm16.sample(samples[i]);
    }
    return values;
  }
}
