package org.keyspike.spotting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.StreamingResampler;
import org.keyspike.io.InputException;

/**
 * The system's microphone, 16 bit: at 16 kHz, one channel, if it can do that; else at the next best
 * rate and with two channels, mixed down and resampled here.
 *
 * <p>Java does not tell whether a sound card lost samples because they were not fetched in time: a
 * {@link TargetDataLine} counts what it delivered, not what it should have. Such a loss is no
 * {@linkplain KeywordSpotter#gap gap} therefore; what comes after it follows what came before.
 */
public final class Microphone implements SoundSource {
  private static final String NAME = "microphone";
  private static final String EXPECTED =
      "a microphone that Java can record 16-bit sound from; --wav FILE, or --wav - with a pipe, does"
          + " without";

  /** Tried in this order. */
  private static final int[] RATES = {FrontEndSettings.SAMPLE_RATE, 48_000, 44_100, 32_000, 96_000};

  private final TargetDataLine line;
  private final int channels;
  private final byte[] bytes;
  private final float[] mixed;
  private short[] samples = new short[FrontEndSettings.SAMPLE_RATE / 10];
  private final StreamingResampler resamplerOrNull;
  private volatile boolean closed;

  private Microphone(TargetDataLine line) {
    this.line = line;
    AudioFormat format = line.getFormat();
    int rate = Math.round(format.getSampleRate());
    channels = format.getChannels();
    mixed = new float[rate / 10];
    bytes = new byte[mixed.length * format.getFrameSize()];
    resamplerOrNull =
        rate == FrontEndSettings.SAMPLE_RATE
            ? null
            : new StreamingResampler(rate, FrontEndSettings.SAMPLE_RATE);
  }

  /**
   * Opens the microphone and starts it.
   *
   * @throws InputException if there is none, it is in use, or it has no format that can be used
   */
  public static Microphone open() throws InputException {
    List<String> refused = new ArrayList<>();
    for (int rate : RATES) {
      for (int channels = 1; channels <= 2; channels++) {
        AudioFormat format = new AudioFormat(rate, Short.SIZE, channels, true, false);
        DataLine.Info info = new DataLine.Info(TargetDataLine.class, format);
        try {
          if (AudioSystem.isLineSupported(info)) {
            TargetDataLine line = (TargetDataLine) AudioSystem.getLine(info);
            line.open(format);
            line.start();
            return new Microphone(line);
          }
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
          refused.add(rate + " Hz: " + e.getMessage());
        }
      }
    }
    String found =
        refused.isEmpty()
            ? "none that records at " + String.join(", ", rates()) + " Hz"
            : "one that cannot be opened (" + refused.get(0) + ")";
    throw new InputException(NAME, found, EXPECTED);
  }

  private static List<String> rates() {
    return Arrays.stream(RATES).mapToObj(String::valueOf).toList();
  }

  @Override
  public String name() {
    return NAME + ", " + line.getFormat();
  }

  @Override
  public boolean next(Sink sink) throws IOException {
    int read = line.read(bytes, 0, bytes.length);
    if (closed) {
      return false;
    }
    if (read < bytes.length) {
      throw new InputException(NAME, "one that stopped recording", "one that stays connected");
    }
    for (int i = 0; i < mixed.length; i++) {
      float sum = 0;
      for (int c = 0; c < channels; c++) {
        int at = Short.BYTES * (i * channels + c);
        sum += Pcm16.sample((short) (bytes[at] & 0xFF | bytes[at + 1] << 8));
      }
      mixed[i] = sum / channels;
    }
    if (resamplerOrNull == null) {
      handOn(mixed, mixed.length, sink);
    } else {
      resamplerOrNull.accept(mixed, mixed.length, (some, length) -> handOn(some, length, sink));
    }
    return true;
  }

  /** One channel at 16 kHz comes out as the integers that went in. */
  private void handOn(float[] sound, int length, Sink sink) {
    if (samples.length < length) {
      samples = new short[length];
    }
    for (int i = 0; i < length; i++) {
      samples[i] = Pcm16.of(sound[i]);
    }
    sink.accept(samples, length);
  }

  @Override
  public void close() {
    closed = true;
    line.stop();
    line.close();
  }
}
