package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColourTest {

  private static float[] tone(double hertz) {
    float[] samples = new float[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * Math.sin(2 * Math.PI * hertz * i / 16_000));
    }
    return samples;
  }

  /** The gain of a tone in dB, after the filters have settled. */
  private static double gain(Colour colour, double hertz) {
    float[] heard = tone(hertz);
    colour.apply(heard);
    double power = 0;
    for (int i = 8_000; i < 16_000; i++) {
      power += heard[i] * heard[i];
    }
    return 10 * Math.log10(power / 8_000 / (0.1 * 0.1 / 2));
  }

  /** Far below the low shelf and far above the high one, gains are those that were drawn. */
  @Test
  void shelvesHaveTheGainsOfTheRange() {
    for (int seed = 0; seed < 20; seed++) {
      Colour colour = Colour.draw(new Bounds(3, 3), new SplittableRandom(seed));
      assertEquals(3, gain(colour, 10), 0.2, "seed " + seed);
      assertEquals(3, gain(colour, 7_900), 0.4, "seed " + seed);
    }
  }

  /** The lowest shelf may have a gain of its own. */
  @Test
  void lowestGainIsGiven() {
    Colour colour = Colour.draw(-9, new Bounds(0, 0), new SplittableRandom(5));
    assertEquals(-9, gain(colour, 10), 0.2);
    assertEquals(0, gain(colour, 7_000), 0.05);
  }

  @Test
  void sameSeedIsTheSameColour() {
    float[] first = tone(700);
    float[] second = first.clone();
    float[] other = first.clone();
    Colour.draw(new Bounds(-6, 6), new SplittableRandom(1)).apply(first);
    Colour.draw(new Bounds(-6, 6), new SplittableRandom(1)).apply(second);
    Colour.draw(new Bounds(-6, 6), new SplittableRandom(2)).apply(other);
    assertArrayEquals(first, second);
    assertFalse(Arrays.equals(first, other));
  }
}
