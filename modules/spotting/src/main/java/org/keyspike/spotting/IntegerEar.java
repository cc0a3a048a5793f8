package org.keyspike.spotting;

import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.StreamingIntegerLogMel;
import org.keyspike.audio.UnitFrameConsumer;

/** The front end in integers. Real numbers are rounded to 16 bits, beyond full scale clipped. */
final class IntegerEar implements Ear {
  private final StreamingIntegerLogMel frontEnd;
  private final UnitFrameConsumer network;
  private final short[] rounded = new short[FrontEndSettings.HOP];

  IntegerEar(FrontEndSettings settings, Core core) {
    frontEnd = new StreamingIntegerLogMel(settings);
    network = core::step;
  }

  @Override
  public void accept(short[] samples, int offset, int length) {
    frontEnd.accept(samples, offset, length, network);
  }

  @Override
  public void accept(float[] samples, int offset, int length) {
    for (int i = 0; i < length; i++) {
      rounded[i] = Pcm16.of(Ear.finite(samples[offset + i]));
    }
    frontEnd.accept(rounded, 0, length, network);
  }

  @Override
  public void gap() {
    frontEnd.gap();
  }

  @Override
  public void reset() {
    frontEnd.reset();
  }
}
