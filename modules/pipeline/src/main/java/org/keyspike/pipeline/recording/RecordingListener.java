package org.keyspike.pipeline.recording;

import java.nio.file.Path;
import org.keyspike.audio.take.Take;

/** A listener to a {@link RecordingSession}: who speaks, as a rule. */
public interface RecordingListener {
  /** The background is being measured: nobody should speak. */
  void measuring();

  /**
   * A word is waited for.
   *
   * @param take of it, counted from 1
   * @param of how many are wanted
   * @param background the background's level, dB of full scale
   */
  void wanted(String word, int take, int of, double background);

  /** Sound that was heard, 16 kHz; the array is used again. */
  void heard(short[] samples, int length);

  /** A take that is not kept. */
  void refused(String word, Take take);

  /** A take that is kept, and its file. */
  void kept(String word, Take take, Path file);
}
