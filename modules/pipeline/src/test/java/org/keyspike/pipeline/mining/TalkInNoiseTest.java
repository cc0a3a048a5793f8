package org.keyspike.pipeline.mining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.RandomRange;
import org.keyspike.datasets.features.Recordings;
import org.keyspike.synthesis.Talk;

class TalkInNoiseTest {
  private static final RandomRange NEVER = new RandomRange(0, 1, 1);
  private static final RandomRange ALWAYS = new RandomRange(1, -6, 6);

  /** Three turns of 0.5. */
  private static final Talk TALK =
      new Talk() {
        @Override
        public String name() {
          return "made talk";
        }

        @Override
        public int pieces() {
          return 2;
        }

        @Override
        public Reader reader() {
          float[] samples = new float[900];
          Arrays.fill(samples, 0.5f);
          return piece ->
              new Piece(
                  samples,
                  piece == 1
                      ? List.of(new Turn(0, "a"))
                      : List.of(new Turn(0, "a"), new Turn(300, "b"), new Turn(700, "a")));
        }
      };

  private static Talk varied(RandomRange mix, RandomRange gain, long seed) {
    return new TalkInNoise(
        TALK,
        new AudioAugmentationSettings(NEVER, new RandomRange(0, 0, 0), NEVER, mix, NEVER, gain),
        new Recordings(List.of()),
        seed);
  }

  @Test
  void everyTurnIsVariedByItself() throws IOException {
    Talk talk = varied(NEVER, ALWAYS, 1);
    assertEquals("made talk", talk.name());
    assertEquals(2, talk.pieces());
    Talk.Piece piece = talk.reader().read(0);
    float[] samples = piece.samples();
    assertEquals(3, piece.turns().size());
    assertEquals(samples[0], samples[299]);
    assertNotEquals(samples[299], samples[300]);
    assertEquals(samples[300], samples[699]);
    assertNotEquals(samples[699], samples[700]);
    assertArrayEquals(samples, talk.reader().read(0).samples());
    assertNotEquals(samples[0], varied(NEVER, ALWAYS, 2).reader().read(0).samples()[0]);
    assertEquals(0.5f, TALK.reader().read(0).samples()[0], "the talk itself stays");
  }

  @Test
  void whatHasNothingToBeMixedWithStaysAsItIs() throws IOException {
    assertArrayEquals(
        TALK.reader().read(1).samples(), varied(ALWAYS, NEVER, 1).reader().read(1).samples());
  }
}
