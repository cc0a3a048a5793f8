package org.keyspike.spotting;

import org.keyspike.audio.FrameConsumer;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.StreamingLogMel;

/** The front end in real numbers. 16-bit samples are what they stand for, exactly. */
final class FloatEar implements Ear {
  private final StreamingLogMel frontEnd;
  private final FrameConsumer network;
  private final float[] converted = new float[FrontEndSettings.HOP];

  FloatEar(FrontEndSettings settings, Core core) {
    frontEnd = new StreamingLogMel(settings);
    network = core::step;
  }

  @Override
  public void accept(short[] samples, int offset, int length) {
    for (int i = 0; i < length; i++) {
      converted[i] = Pcm16.sample(samples[offset + i]);
    }
    frontEnd.accept(converted, 0, length, network);
  }

  @Override
  public void accept(float[] samples, int offset, int length) {
    for (int i = 0; i < length; i++) {
      converted[i] = Ear.finite(samples[offset + i]);
    }
    frontEnd.accept(converted, 0, length, network);
  }

  @Override
  public void gap() {
    // It remembers nothing but the window.
    frontEnd.reset();
  }

  @Override
  public void reset() {
    frontEnd.reset();
  }
}
