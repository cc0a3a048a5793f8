package org.keyspike.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void aPlaceHasOneSeedAndPlacesHaveDifferentOnes() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (int i = 0; i < 10; i++) {
        for (int j = 0; j < 10; j++) {
          assertEquals(Seeds.derive(seed, i, j), Seeds.derive(seed, i, j));
          seeds.add(Seeds.derive(seed, i, j));
        }
        seeds.add(Seeds.derive(seed, i));
      }
      seeds.add(Seeds.derive(seed));
    }
    assertEquals(10 * (100 + 10 + 1), seeds.size());
  }

  /** Clips, checkpoints and splits that exist depend on it. */
  @Test
  void seedsAreWhatTheyWere() {
    assertEquals(-6432167224706290623L, Seeds.derive(1, 2, 3));
  }
}
