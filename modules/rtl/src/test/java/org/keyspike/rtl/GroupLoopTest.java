package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupLoopTest {
  private static final int LANES = 3;
  private static final int WORD_BITS = 4;

  /** Of a group of a layer of 8 neurons, whose outputs are from word 20 on. */
  private static Instruction update(int group, int leak) {
    int first = group * LANES;
    return new Instruction(Operation.UPDATE)
        .set(Field.FIRST, first)
        .set(Field.COUNT, Math.min(LANES, 8 - first))
        .set(Field.TARGET, 20 + first / WORD_BITS)
        .set(Field.TARGET_OFFSET, first % WORD_BITS)
        .set(Field.MEMBRANE_AT, leak + group);
  }

  @Test
  void whatCountsUpIsThereOnce() {
    List<Instruction> all = IntStream.range(0, 3).mapToObj(group -> update(group, 5)).toList();
    List<Instruction> words = new GroupLoop(0, 1, 3).words(all, LANES, WORD_BITS);
    assertEquals(1, words.size());
    Instruction word = words.get(0);
    assertEquals(3, word.get(Field.GROUPS));
    assertEquals(1, word.get(Field.ENDS_GROUP));
    assertEquals(2, word.get(Field.COUNT));
    assertEquals(20, word.get(Field.TARGET));
    assertEquals(5, word.get(Field.MEMBRANE_AT));
  }

  @Test
  void groupsThatDifferInAnythingElseAreNoLoop() {
    List<Instruction> all = List.of(update(0, 5), update(1, 5), update(2, 6));
    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class, () -> new GroupLoop(0, 1, 3).words(all, LANES, WORD_BITS));
    assertEquals("group 2 differs from the first one", refusal.getMessage());
  }
}
