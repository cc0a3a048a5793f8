package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpeechExtentTest {

  private static float[] noise(int length, double amplitude) {
    SplittableRandom random = new SplittableRandom(1);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (amplitude * random.nextDouble(-1, 1));
    }
    return samples;
  }

  @Test
  void findsWhatIsLoud() {
    float[] clip = noise(16_000, 0.001);
    for (int i = 4_800; i < 11_200; i++) {
      clip[i] *= 200;
    }
    assertEquals(new SpeechExtent(4_800, 11_200), SpeechExtent.of(clip));
  }

  @Test
  void aClickIsNoSpeech() {
    float[] clip = noise(16_000, 0.001);
    for (int i = 4_800; i < 11_200; i++) {
      clip[i] *= 200;
    }
    clip[15_000] = 0.5f;
    clip[100] = 0.5f;
    assertEquals(new SpeechExtent(4_800, 11_200), SpeechExtent.of(clip));
  }

  @Test
  void digitalSilenceAroundAWordIsSilence() {
    float[] clip = new float[16_000];
    System.arraycopy(noise(3_200, 0.1), 0, clip, 1_600, 3_200);
    assertEquals(new SpeechExtent(1_600, 4_800), SpeechExtent.of(clip));
  }

  @Test
  void withoutSpeechItIsAllOfTheClip() {
    assertEquals(new SpeechExtent(0, 1_600), SpeechExtent.of(new float[1_600]));
    assertEquals(new SpeechExtent(0, 100), SpeechExtent.of(new float[100]));
  }
}
