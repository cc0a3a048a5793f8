package org.keyspike.audio.take;

import static org.keyspike.audio.FrontEndSettings.HOP;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The finder of takes in a stream of sound. With L the level of each block of 10 ms and N that of
 * the background, the median of the first second of L, a word goes from the first block of the
 * first three in a row above N + 10 dB to the last block of the last such three, once half a second
 * without any has followed. What is shorter than 0.1 s is no word. A word of more than a second is
 * too long, one with three samples at full scale clipped, one whose mean level is below the larger
 * of N + 15 dB and −50 dB too quiet; of any other the second around its middle is taken. After what
 * is too long, or ten seconds in which nothing is said, the background is measured again.
 */
public final class TakeFinder {
  private static final int BACKGROUND_BLOCKS = 100;
  private static final int RUN = 3;
  private static final int PAUSE_BLOCKS = 50;
  private static final int SHORTEST_BLOCKS = 10;
  private static final int LONGEST_BLOCKS = 100;
  private static final int GIVE_UP_BLOCKS = 300;
  private static final int PATIENCE_BLOCKS = 1_000;
  private static final double SPEECH_DB = 10;
  private static final double CLEAR_DB = 15;
  private static final double QUIETEST_DB = -50;
  private static final int CLIPPED_SAMPLES = 3;
  private static final long NONE = -1;

  private final RecentSound sound = new RecentSound();
  private final double[] levels = new double[BACKGROUND_BLOCKS];
  private int measured;
  private double background;
  private long waitingSince;
  private int run;
  private long first = NONE;
  private long last;

  /**
   * Takes samples.
   *
   * @param samples at 16 kHz
   * @param length how many of them
   * @param takes is told of each take when it has ended
   */
  public void accept(short[] samples, int length, Consumer<Take> takes) {
    for (int i = 0; i < length; i++) {
      sound.add(samples[i]);
      if (sound.end() % HOP == 0) {
        block(sound.end() / HOP - 1, takes);
      }
    }
  }

  /** The background's level, dB of full scale; empty while it is being measured. */
  public OptionalDouble background() {
    return measured < BACKGROUND_BLOCKS ? OptionalDouble.empty() : OptionalDouble.of(background);
  }

  private void block(long block, Consumer<Take> takes) {
    double level = sound.level(block, block + 1);
    if (measured < BACKGROUND_BLOCKS) {
      measure(block, level);
      return;
    }
    run = level > background + SPEECH_DB ? run + 1 : 0;
    if (run >= RUN) {
      first = first == NONE ? block - run + 1 : first;
      last = block + 1;
    }
    if (first == NONE) {
      if (block + 1 - waitingSince >= PATIENCE_BLOCKS) {
        measured = 0;
        takes.accept(new Take(Verdict.NOTHING, background, background, 0, new short[0]));
      }
    } else if (block + 1 - last >= PAUSE_BLOCKS || block + 1 - first >= GIVE_UP_BLOCKS) {
      ended(takes);
      first = NONE;
      run = 0;
    }
  }

  private void measure(long block, double level) {
    levels[measured] = level;
    measured++;
    if (measured == BACKGROUND_BLOCKS) {
      double[] sorted = levels.clone();
      Arrays.sort(sorted);
      background = (sorted[BACKGROUND_BLOCKS / 2 - 1] + sorted[BACKGROUND_BLOCKS / 2]) / 2;
      waitingSince = block + 1;
      run = 0;
    }
  }

  private void ended(Consumer<Take> takes) {
    long blocks = last - first;
    if (blocks < SHORTEST_BLOCKS) {
      return;
    }
    waitingSince = sound.end() / HOP;
    double level = sound.level(first, last);
    Verdict verdict = verdict(blocks, level);
    if (verdict == Verdict.TOO_LONG) {
      measured = 0;
    }
    short[] samples =
        verdict == Verdict.GOOD
            ? sound.samples((first + last) * HOP / 2 - Take.SAMPLES / 2, Take.SAMPLES)
            : new short[0];
    takes.accept(
        new Take(verdict, background, level, (double) blocks * HOP / Take.SAMPLES, samples));
  }

  private Verdict verdict(long blocks, double level) {
    if (blocks > LONGEST_BLOCKS) {
      return Verdict.TOO_LONG;
    }
    if (sound.atFullScale(first, last) >= CLIPPED_SAMPLES) {
      return Verdict.CLIPPED;
    }
    return level < Math.max(background + CLEAR_DB, QUIETEST_DB) ? Verdict.TOO_QUIET : Verdict.GOOD;
  }
}
