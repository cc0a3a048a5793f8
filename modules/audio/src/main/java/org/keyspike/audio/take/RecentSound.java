package org.keyspike.audio.take;

import static org.keyspike.audio.FrontEndSettings.HOP;

/** The last seconds of a stream of samples. */
final class RecentSound {
  /** A power of two: 4 s, where a take is heard for at most 3.6. */
  private static final int SIZE = 1 << 16;

  /** What 0 dB is, squared. */
  private static final double FULL_SCALE = 32_768.0 * 32_768.0;

  /** The lowest level, dB of full scale: below half a step of 16 bits all is silence. */
  private static final double SILENCE_DB = -96;

  private final short[] ring = new short[SIZE];
  private long end;

  void add(short sample) {
    ring[(int) (end & (SIZE - 1))] = sample;
    end++;
  }

  /** How many samples there were. */
  long end() {
    return end;
  }

  short[] samples(long from, int length) {
    if (from < end - SIZE || from < 0 || from + length > end) {
      throw new IllegalArgumentException(from + " + " + length + " of the last before " + end);
    }
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = ring[(int) ((from + i) & (SIZE - 1))];
    }
    return samples;
  }

  /** The level of some blocks together, dB of full scale. */
  double level(long fromBlock, long toBlock) {
    short[] samples = samples(fromBlock * HOP, Math.toIntExact((toBlock - fromBlock) * HOP));
    long sum = 0;
    for (short sample : samples) {
      sum += sample * sample;
    }
    double power = sum / (samples.length * FULL_SCALE);
    return Math.max(SILENCE_DB, 10 * StrictMath.log10(power));
  }

  /** How many samples of some blocks are at full scale. */
  int atFullScale(long fromBlock, long toBlock) {
    int count = 0;
    for (short sample : samples(fromBlock * HOP, Math.toIntExact((toBlock - fromBlock) * HOP))) {
      count += sample == Short.MAX_VALUE || sample == Short.MIN_VALUE ? 1 : 0;
    }
    return count;
  }
}
