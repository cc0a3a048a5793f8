package org.keyspike.rtl;

import java.util.ArrayList;
import java.util.List;

/**
 * The instructions of a program that are the same for every group of lanes but for what counts up
 * with the groups. The program memory holds them once, and the controller goes through them once
 * for each group.
 *
 * <p>Of group g, with P lanes and spike words of B bits, those of group 0 become
 *
 * <pre>
 * group = g      first = g P      target_offset = g P mod B      target + ⌊g P / B⌋
 * parameter_at, parameter_second, membrane_at, membrane_second, encoder_at, sum_at    + g
 * count = P, fetches = fetches + fetches_more     of all groups but the last
 * </pre>
 *
 * @param from the first of them, of all instructions
 * @param length instructions of a group
 * @param groups how often they are gone through
 */
record GroupLoop(int from, int length, int groups) {
  private static final List<Field> WORDS_OF_A_GROUP =
      List.of(
          Field.PARAMETER_AT,
          Field.PARAMETER_SECOND,
          Field.MEMBRANE_AT,
          Field.MEMBRANE_SECOND,
          Field.ENCODER_AT,
          Field.SUM_AT);

  /**
   * The words of the program memory.
   *
   * @param all instructions of the program
   * @throws IllegalStateException if the groups differ in anything else
   */
  List<Instruction> words(List<Instruction> all, int lanes, int wordBits) {
    List<Instruction> words = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Instruction word = all.get(from + i).copy();
      Instruction last = all.get(from + (groups - 1) * length + i);
      word.set(Field.GROUPS, groups).set(Field.ENDS_GROUP, i == length - 1);
      for (Field field : List.of(Field.ENDS_FRAME, Field.ENDS_ALL)) {
        word.set(field, last.get(field));
      }
      if (last.has(Field.COUNT)) {
        word.set(Field.COUNT, last.get(Field.COUNT));
      }
      if (last.has(Field.FETCHES)) {
        word.set(Field.FETCHES, last.get(Field.FETCHES))
            .set(
                Field.FETCHES_MORE, all.get(from + i).get(Field.FETCHES) - last.get(Field.FETCHES));
      }
      for (int group = 0; group < groups; group++) {
        Instruction counted = of(word, group, lanes, wordBits);
        Instruction wanted = all.get(from + group * length + i).copy();
        if (!counted.same(like(wanted, word))) {
          throw new IllegalStateException("group " + group + " differs from the first one");
        }
      }
      words.add(word);
    }
    return words;
  }

  /** With the fields that a program memory has besides. */
  private static Instruction like(Instruction instruction, Instruction word) {
    for (Field field : List.of(Field.GROUPS, Field.ENDS_GROUP, Field.ENDS_FRAME, Field.ENDS_ALL)) {
      instruction.set(field, word.get(field));
    }
    return word.has(Field.FETCHES)
        ? instruction.set(Field.FETCHES_MORE, word.get(Field.FETCHES_MORE))
        : instruction;
  }

  /** What the controller makes of a word in a group. */
  private Instruction of(Instruction word, int group, int lanes, int wordBits) {
    Instruction counted = word.copy();
    for (Field field : WORDS_OF_A_GROUP) {
      if (word.has(field)) {
        counted.set(field, word.get(field) + group);
      }
    }
    int first = group * lanes;
    if (word.has(Field.GROUP)) {
      counted.set(Field.GROUP, group);
    }
    if (word.has(Field.FIRST)) {
      counted.set(Field.FIRST, first);
    }
    if (word.has(Field.TARGET_OFFSET)) {
      counted
          .set(Field.TARGET_OFFSET, first % wordBits)
          .set(Field.TARGET, word.get(Field.TARGET) + first / wordBits);
    }
    if (group < groups - 1) {
      if (word.has(Field.COUNT)) {
        counted.set(Field.COUNT, lanes);
      }
      if (word.has(Field.FETCHES)) {
        counted.set(Field.FETCHES, word.get(Field.FETCHES) + word.get(Field.FETCHES_MORE));
      }
    }
    return counted;
  }
}
