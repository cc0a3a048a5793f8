package org.keyspike.pipeline.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardestClipsTest {
  private static FoundClip clip(String source, int start, int score) {
    return new FoundClip("talk", source, 0, start, start, 1, score, new float[0]);
  }

  private static List<Integer> scores(List<FoundClip> clips, int most, int perSource) {
    return HardestClips.of(clips, most, perSource).stream().map(FoundClip::score).toList();
  }

  @Test
  void theLargestPosteriorsAreTakenNotTooManyOfOneSource() {
    List<FoundClip> found =
        List.of(
            clip("a", 0, 10),
            clip("a", 1, 50),
            clip("b", 2, 20),
            clip("a", 3, 40),
            clip("a", 4, 30));
    assertEquals(List.of(50, 40, 30, 20, 10), scores(found, 9, 9));
    assertEquals(List.of(50, 40, 30), scores(found, 3, 9));
    assertEquals(List.of(50, 40, 20), scores(found, 9, 2));
    assertEquals(List.of(50, 20), scores(found, 2, 1));
  }

  /** Threads find clips in any order. */
  @Test
  void theOrderInWhichTheyWereFoundDoesNotMatter() {
    List<FoundClip> found = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      found.add(clip("s" + i % 3, i, i % 4));
    }
    List<FoundClip> expected = HardestClips.of(found, 7, 3);
    Collections.reverse(found);
    assertEquals(expected, HardestClips.of(found, 7, 3));
  }

  @Test
  void ofEqualScoresTheEarlierIsTaken() {
    List<FoundClip> found = List.of(clip("a", 5, 10), clip("b", 2, 10));
    assertEquals(List.of(found.get(1)), HardestClips.of(found, 1, 9));
  }

  @Test
  void sourcesOfTwoKindsOfTalkAreTwo() {
    FoundClip one = clip("a", 0, 2);
    FoundClip other = new FoundClip("other", "a", 0, 0, 0, 1, 1, new float[0]);
    assertEquals(List.of(2, 1), scores(List.of(one, other), 9, 1));
  }
}
