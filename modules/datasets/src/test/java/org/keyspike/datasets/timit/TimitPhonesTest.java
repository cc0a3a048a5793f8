package org.keyspike.datasets.timit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TimitPhonesTest {
  @Test
  void sizesAsPublished() {
    assertEquals(61, TimitPhones.transcribed().size());
    assertEquals(48, TimitPhones.TRAINING_CLASSES.size());
    assertEquals(39, TimitPhones.SCORING_CLASSES.size());
  }

  @Test
  void maps() {
    assertEquals("sil", TimitPhones.trained("h#"));
    assertEquals("cl", TimitPhones.trained("tcl"));
    assertEquals("vcl", TimitPhones.trained("dcl"));
    assertEquals("uw", TimitPhones.trained("ux"));
    assertEquals("sil", TimitPhones.scored("vcl"));
    assertEquals("sh", TimitPhones.scored("zh"));
    assertEquals("aa", TimitPhones.scored("ao"));
    assertThrows(IllegalArgumentException.class, () -> TimitPhones.scored("h#"));
  }

  @Test
  void everyScoringClassIsReached() {
    int[] indices = TimitPhones.scoringIndices();
    assertEquals(48, indices.length);
    assertEquals(39, Arrays.stream(indices).distinct().count());
    assertTrue(Arrays.stream(indices).allMatch(i -> i >= 0 && i < 39));
  }
}
