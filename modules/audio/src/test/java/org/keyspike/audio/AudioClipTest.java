package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AudioClipTest {
  private static final AudioClip CLIP = new AudioClip(new float[] {0, 0.5f, -1, 0}, 8);

  @Test
  void lastsSamplesByRate() {
    assertEquals(0.5, CLIP.seconds());
  }

  @Test
  void equalsByRateAndSamples() {
    AudioClip same = new AudioClip(CLIP.samples().clone(), 8);
    assertEquals(CLIP, same);
    assertEquals(CLIP.hashCode(), same.hashCode());
    assertNotEquals(CLIP, new AudioClip(CLIP.samples(), 9));
    assertNotEquals(CLIP, new AudioClip(new float[] {-0f, 0.5f, -1, 0}, 8), "bit for bit");
  }

  @Test
  void aRateIsPositive() {
    assertThrows(IllegalArgumentException.class, () -> new AudioClip(new float[1], 0));
  }
}
