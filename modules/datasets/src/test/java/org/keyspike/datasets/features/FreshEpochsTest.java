package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FreshEpochsTest {
  @Test
  void eachEpochHasItsOwnWhereAllIsFresh() {
    FreshEpochs all = new FreshEpochs(1, 5);
    for (int epoch = 0; epoch < 50; epoch++) {
      assertEquals(epoch, all.since(epoch, 3 * epoch));
    }
  }

  @Property(tries = 20)
  void asManyClipsAreVariedAnewAsTheShareSays(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 0.95) double share) {
    FreshEpochs fresh = new FreshEpochs(share, seed);
    for (int epoch = 1; epoch < 4; epoch++) {
      int anew = 0;
      for (int clip = 0; clip < 2_000; clip++) {
        int since = fresh.since(epoch, clip);
        anew += since == epoch ? 1 : 0;
        // One that goes on is that of the epoch before.
        assertTrue(since == epoch || since == fresh.since(epoch - 1, clip));
      }
      // Five standard deviations of a binomial at most.
      assertEquals(2_000 * share, anew, 112);
    }
  }

  @Test
  void aClipIsVariedAgainAfterAsManyEpochs() {
    FreshEpochs fresh = new FreshEpochs(0.25, 1);
    for (int clip = 0; clip < 20; clip++) {
      int first = fresh.since(9, clip);
      assertTrue(first > 5 && first <= 9, "since " + first);
      assertEquals(first + 4, fresh.since(13, clip));
    }
  }
}
