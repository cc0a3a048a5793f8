package org.keyspike.audio;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd.Parameters;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import org.keyspike.io.SettingException;

/**
 * Stretches 16 kHz speech in time and in frequency, with TarsosDSP. One thread's own.
 *
 * <p>Tempo is waveform-similarity overlap-add (Verhelst and Roelands, ICASSP 1993): the result is
 * put together from pieces of 42 ms, faded over for 8 ms. The middle of each comes from within 7.5
 * ms of where the tempo says, from where it goes on most like the piece before; inside a piece
 * speech has its own tempo. So every sample comes from within 7.5 ms + 21 ms · |factor − 1| of its
 * place.
 */
public final class TimeScale {
  /** Factors are between 1/4 and this. */
  public static final double MOST = 4;

  private static final int SEQUENCE_MS = 50;
  private static final int SEEK_MS = 15;
  private static final int OVERLAP_MS = 8;
  private static final int PER_MS = FrontEndSettings.SAMPLE_RATE / 1_000;

  /** New samples from each piece. */
  private static final int STEP = (SEQUENCE_MS - OVERLAP_MS) * PER_MS;

  /** A piece begins this much after the block that it is looked for in, give or take as much. */
  private static final int MIDDLE = SEEK_MS * PER_MS / 2;

  // TarsosDSP needs a tempo to say how far to move on between blocks and for nothing else. We move
  // on ourselves, so one object, of tempo 1, serves all tempos.
  private final WaveformSimilarityBasedOverlapAdd overlapAdd =
      QuietOutput.call(
          () ->
              new WaveformSimilarityBasedOverlapAdd(
                  new Parameters(
                      1, FrontEndSettings.SAMPLE_RATE, SEQUENCE_MS, SEEK_MS, OVERLAP_MS)));
  private final AudioEvent event =
      new AudioEvent(
          new TarsosDSPAudioFormat(FrontEndSettings.SAMPLE_RATE, Short.SIZE, 1, true, false));
  private final float[] block = new float[overlapAdd.getInputBufferSize()];

  /**
   * Plays faster or slower, as a tape would: multiplies all frequencies and divides the duration.
   * With f the lower of 16 kHz and 16 kHz / factor, what was at 0.32·f is 1 dB down, at 0.45·f 6
   * dB.
   *
   * @param factor of frequencies, 1/4 to 4
   * @return round(n / factor) samples
   * @throws SettingException if the factor is out of range
   */
  public static float[] frequencies(float[] samples, double factor) {
    check(factor);
    return Resampler.stretched(samples, 1 / factor, length(samples, factor), false);
  }

  /**
   * Speaks faster or slower: divides the duration and leaves frequencies as they are.
   *
   * @param factor of speed, 1/4 to 4
   * @return round(n / factor) samples
   * @throws SettingException if the factor is out of range
   */
  public float[] tempo(float[] samples, double factor) {
    check(factor);
    float[] out = new float[length(samples, factor)];
    forget();
    // The piece before the first is silence that runs into the clip: the first fades in from that.
    piece(samples, -STEP, factor);
    for (int at = 0; at < out.length; at += STEP) {
      float[] made = piece(samples, at, factor);
      System.arraycopy(made, 0, out, at, Math.min(STEP, out.length - at));
    }
    return out;
  }

  /** Takes what the last clip left behind out of the overlap. */
  private void forget() {
    piece(new float[0], 0, 1);
  }

  /** The result's samples from a place on; its middle keeps time. Beyond the clip are zeros. */
  private float[] piece(float[] samples, int place, double factor) {
    double middle = STEP / 2.0;
    int from = (int) Math.rint((place + middle) * factor - middle) - MIDDLE;
    for (int i = 0; i < block.length; i++) {
      int at = from + i;
      block[i] = at >= 0 && at < samples.length ? samples[at] : 0;
    }
    event.setFloatBuffer(block);
    overlapAdd.process(event);
    return event.getFloatBuffer();
  }

  private static int length(float[] samples, double factor) {
    return (int) Math.round(samples.length / factor);
  }

  private static void check(double factor) {
    if (!(factor >= 1 / MOST && factor <= MOST)) {
      throw new SettingException("factor", factor, 1 / MOST + " to " + MOST);
    }
  }
}
