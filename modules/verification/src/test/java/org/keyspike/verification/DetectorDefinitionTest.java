package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;

class DetectorDefinitionTest {

  /** 200 streams of all kinds: two opinions, one answer. */
  @Test
  void theDetectorThatRunsOnSaysTheSame() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int detections = 0;
    for (int stream = 0; stream < 200; stream++) {
      int classes = random.nextInt(1, 6);
      int[] thresholds = random.ints(classes, 0, 20_000).toArray();
      IntegerDetectorSettings settings =
          new IntegerDetectorSettings(
              random.nextInt(1, 8), random.nextInt(0, 60), new IntegerVector(thresholds));
      int fraction = random.nextInt(-8, 32);
      int spread = 1 << random.nextInt(0, 31);
      Decisions running = new Decisions(new IntegerDetector(settings, fraction));
      List<Long> frames = new ArrayList<>();
      List<int[]> logits = new ArrayList<>();
      List<DetectorAnswer> found = new ArrayList<>();
      long frame = random.nextInt(1, 100);
      for (int answer = 0; answer < 20; answer++) {
        frames.add(frame);
        logits.add(random.ints(classes, -spread, spread).toArray());
        found.add(running.next(frame, logits.get(answer)));
        frame += random.nextInt(1, 20);
      }
      List<DetectorAnswer> expected =
          new DetectorDefinition(settings, fraction).all(frames, logits);
      assertEquals(expected, found, "seed " + seed + ", stream " + stream);
      detections += (int) expected.stream().filter(DetectorAnswer::detected).count();
    }
    assertTrue(detections > 100, "seed " + seed + ": " + detections + " detections");
  }

  /** Worked out apart from it: f = 0; a logit of 1 less is e^−1, of 12 less 2^−17.3. */
  @Test
  void posteriorsOfAnAnswer() {
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(1, 0, new IntegerVector(new int[] {1, 1, 1}));
    DetectorAnswer answer = new DetectorDefinition(settings, 0).first(7, new int[] {3, 4, -8});
    // w: 12058, of 32768 0.36798 where e^−1 is 0.36788; 32768; 0; of 44826 in all.
    assertArrayEquals(new int[] {8814, 23954, 0}, answer.posteriors());
    assertEquals(1, answer.label());
    assertEquals(23954, answer.score());
    assertTrue(answer.detected());
    assertEquals(7, answer.frame());
  }
}
