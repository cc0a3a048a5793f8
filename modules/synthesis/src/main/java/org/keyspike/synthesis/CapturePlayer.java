package org.keyspike.synthesis;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/**
 * An audio player that keeps what FreeTTS plays, in memory; there is no sound card and nothing to
 * wait for.
 */
final class CapturePlayer implements AudioPlayer {
  private final ByteArrayOutputStream played = new ByteArrayOutputStream();
  private AudioFormat format;
  private float volume = 1;

  /** What was played since the last call: (n), in [−1, 1). */
  float[] take() {
    ByteBuffer bytes = ByteBuffer.wrap(played.toByteArray());
    bytes.order(
        format == null || format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    played.reset();
    float[] samples = new float[bytes.remaining() / Short.BYTES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort() / 32768f;
    }
    return samples;
  }

  @Override
  public void setAudioFormat(AudioFormat newFormat) {
    format = newFormat;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public boolean write(byte[] bytes) {
    return write(bytes, 0, bytes.length);
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    played.write(bytes, offset, length);
    return true;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public float getVolume() {
    return volume;
  }

  @Override
  public void setVolume(float newVolume) {
    volume = newVolume;
  }

  @Override
  public long getTime() {
    return 0;
  }

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void reset() {}

  @Override
  public void begin(int size) {}

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  @Override
  public void resetTime() {}

  @Override
  public void startFirstSampleTimer() {}

  @Override
  public void showMetrics() {}
}
