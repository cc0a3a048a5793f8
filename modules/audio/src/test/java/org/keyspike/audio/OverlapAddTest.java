package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd.Parameters;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Held to the library that it took over from, bit for bit. */
class OverlapAddTest {
  private static final int RATE = 16_000;
  private static final int PIECES = 8;
  private static final int LENGTH = PIECES * 700 + 1_040;

  @Property(tries = 10)
  void bitsAreTheLibrarys(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.5) double level) {
    float[] sound = MadeSounds.voice(120 + (seed & 127), LENGTH);
    float[] noise = MadeSounds.noise(sound.length, level, seed);
    for (int i = 0; i < sound.length; i++) {
      // Silence for a while: what is divided by is no norm then.
      sound[i] = i < 1_700 ? 0 : sound[i] + noise[i];
    }
    assertBitsAreTheLibrarys(sound);
  }

  /**
   * Where two places are equally far from the middle, and what they give differs in a few roundings
   * at most: after steps of 700 samples and pieces of 672, a period of 56 has its best places half
   * a period before and after the middle.
   */
  @Property(tries = 20)
  void nearTiesAreSettledByTheLibrarysSums(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 8) int digits) {
    float[] period = MadeSounds.noise(56, 0.5, seed);
    float[] noise = MadeSounds.noise(LENGTH, Math.pow(10, -digits), seed + 1);
    float[] sound = new float[LENGTH];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = period[i % period.length] + noise[i];
    }
    assertBitsAreTheLibrarys(sound);
  }

  private static void assertBitsAreTheLibrarys(float[] sound) {
    WaveformSimilarityBasedOverlapAdd library =
        new WaveformSimilarityBasedOverlapAdd(new Parameters(1, RATE, 50, 15, 8));
    AudioEvent event = new AudioEvent(new TarsosDSPAudioFormat(RATE, Short.SIZE, 1, true, false));
    OverlapAdd ours = new OverlapAdd(800, 240, 128);
    assertEquals(library.getInputBufferSize(), ours.blockLength());
    float[] block = new float[ours.blockLength()];
    for (int piece = 0; piece < PIECES; piece++) {
      System.arraycopy(sound, piece * 700, block, 0, block.length);
      event.setFloatBuffer(block.clone());
      library.process(event);
      assertArrayEquals(event.getFloatBuffer(), ours.next(block));
    }
  }

  @Test
  void nothingStaysBehind() {
    OverlapAdd used = new OverlapAdd(80, 24, 16);
    used.next(MadeSounds.noise(104, 0.5, 1));
    used.forget();
    float[] block = MadeSounds.noise(104, 0.5, 2);
    assertArrayEquals(new OverlapAdd(80, 24, 16).next(block), used.next(block));
  }

  @Test
  void placesComeInEights() {
    assertThrows(IllegalArgumentException.class, () -> new OverlapAdd(80, 25, 16));
    assertThrows(IllegalArgumentException.class, () -> new OverlapAdd(31, 24, 16));
  }
}
