package org.keyspike.audio;

import static org.keyspike.audio.FrontEndSettings.HOP;
import static org.keyspike.audio.FrontEndSettings.WINDOW;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * {@link IntegerLogMel} for samples that arrive in chunks of any size. The frames are those of the
 * whole signal, bit for bit; a frame comes as soon as its last sample is there. Allocates nothing
 * per chunk. Not safe for threads.
 */
public final class StreamingIntegerLogMel {
  private static final int OVERLAP = WINDOW - HOP;

  private final IntegerLogMel logMel;
  private final short[] window = new short[WINDOW];
  private final byte[] units;
  private int filled = OVERLAP;

  /** The front end of settings. */
  public StreamingIntegerLogMel(FrontEndSettings settings) {
    this(new IntegerLogMel(settings));
  }

  /**
   * The front end of tables from elsewhere, such as a weight image.
   *
   * @param exponent e of the gain 2^e
   */
  public StreamingIntegerLogMel(
      FrontEndTables tables, int exponent, Optional<BackgroundSettings> background) {
    this(new IntegerLogMel(tables, exponent, background));
  }

  private StreamingIntegerLogMel(IntegerLogMel logMel) {
    this.logMel = logMel;
    units = new byte[logMel.bands()];
  }

  /**
   * Takes the next samples and hands on every frame that they complete.
   *
   * @param samples 16 kHz
   * @param offset index of the first
   * @param length how many, 0 or more
   * @param consumer called once per frame, in order, before this returns
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public void accept(short[] samples, int offset, int length, UnitFrameConsumer consumer) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int count = Math.min(end - from, WINDOW - filled);
      System.arraycopy(samples, from, window, filled, count);
      from += count;
      advance(count, consumer);
    }
  }

  /**
   * Takes the next samples, each rounded to 16 bits by {@link Pcm16#of}: beyond [−1, 1) they
   * saturate.
   *
   * @param samples 16 kHz, finite
   * @param offset index of the first
   * @param length how many, 0 or more
   * @param consumer called once per frame, in order, before this returns
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public void accept(float[] samples, int offset, int length, UnitFrameConsumer consumer) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int count = Math.min(end - from, WINDOW - filled);
      for (int i = 0; i < count; i++) {
        window[filled + i] = Pcm16.of(samples[from + i]);
      }
      from += count;
      advance(count, consumer);
    }
  }

  /**
   * Tells that samples are missing: the next sample has only zeros before it, as the first of a
   * signal has, and samples that did not yet complete a frame are lost. The background estimate or
   * the smoothed energies go on.
   */
  public void gap() {
    Arrays.fill(window, (short) 0);
    filled = OVERLAP;
  }

  /** Forgets everything: the next sample is the first of a new signal. */
  public void reset() {
    gap();
    logMel.restart();
  }

  /** The window slides on before the frame is handed on, so that a consumer may fail. */
  private void advance(int count, UnitFrameConsumer consumer) {
    filled += count;
    if (filled == WINDOW) {
      logMel.frame(window, 0, units, 0);
      System.arraycopy(window, HOP, window, 0, OVERLAP);
      filled = OVERLAP;
      consumer.accept(units);
    }
  }
}
