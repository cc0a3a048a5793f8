package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneSpeakerTest {
  /** Clips of one to three frames of two bands, each of a speaker of its own. */
  private static final LabelledFeatures PART =
      new LabelledFeatures() {
        @Override
        public int size() {
          return 3;
        }

        @Override
        public int bands() {
          return 2;
        }

        @Override
        public boolean frameWise() {
          return false;
        }

        @Override
        public int frames(int clip) {
          return clip + 1;
        }

        @Override
        public int maxFrames() {
          return 3;
        }

        @Override
        public void read(int clip, float[] destination, int offset) {
          destination[offset] = clip;
        }

        @Override
        public int[] labels(int clip) {
          return new int[] {clip};
        }

        @Override
        public String name(int clip) {
          return "clip " + clip;
        }

        @Override
        public Optional<String> speaker(int clip) {
          return Optional.of("speaker " + clip);
        }

        @Override
        public int[] transcript(int clip) {
          return new int[] {7, clip};
        }
      };

  @Test
  void onlyTheSpeakerIsAnother() {
    LabelledFeatures one = new OneSpeaker(PART, "all");
    assertEquals(3, one.size());
    assertEquals(2, one.bands());
    assertEquals(false, one.frameWise());
    assertEquals(3, one.maxFrames());
    for (int clip = 0; clip < 3; clip++) {
      assertEquals(Optional.of("all"), one.speaker(clip));
      assertEquals(clip + 1, one.frames(clip));
      assertArrayEquals(new int[] {clip}, one.labels(clip));
      assertArrayEquals(new int[] {7, clip}, one.transcript(clip));
      assertEquals("clip " + clip, one.name(clip));
      float[] read = new float[2];
      one.read(clip, read, 1);
      assertArrayEquals(new float[] {0, clip}, read);
    }
  }
}
