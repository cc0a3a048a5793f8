package org.keyspike.rtl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The form of a program's words: a field is as wide as its largest value, and one that is the same
 * in all instructions is no part of the word.
 */
final class ProgramText {
  private final List<Instruction> instructions;
  private final Map<Field, Integer> from = new EnumMap<>(Field.class);
  private final Map<Field, Integer> bits = new EnumMap<>(Field.class);
  private final Map<Field, Long> constants = new EnumMap<>(Field.class);
  private final int width;

  ProgramText(List<Instruction> instructions) {
    this.instructions = instructions;
    int next = 0;
    for (Field field : Field.values()) {
      if (field.counted()) {
        continue;
      }
      OptionalLong same = same(field);
      if (same.isPresent()) {
        constants.put(field, same.getAsLong());
      } else {
        long most = instructions.stream().mapToLong(one -> one.get(field)).max().orElseThrow();
        from.put(field, next);
        bits.put(field, Long.SIZE - Long.numberOfLeadingZeros(most));
        next += bits.get(field);
      }
    }
    width = next;
  }

  /** The value of a field in all instructions that have it, if that is one. */
  private OptionalLong same(Field field) {
    long[] values =
        instructions.stream()
            .filter(one -> one.has(field))
            .mapToLong(one -> one.get(field))
            .distinct()
            .toArray();
    return values.length > 1
        ? OptionalLong.empty()
        : OptionalLong.of(values.length == 0 ? 0 : values[0]);
  }

  /** The bits of a word. */
  int width() {
    return width;
  }

  /** The value that a field has all the time, if it is no part of the word. */
  OptionalLong constant(Field field) {
    Long value = constants.get(field);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** Its first bit in the word. */
  int from(Field field) {
    return from.get(field);
  }

  /** Its bits in the word. */
  int bits(Field field) {
    return bits.get(field);
  }

  /** Every instruction as a number. */
  List<BigInteger> words() {
    List<BigInteger> words = new ArrayList<>();
    for (Instruction instruction : instructions) {
      BigInteger word = BigInteger.ZERO;
      for (Map.Entry<Field, Integer> place : from.entrySet()) {
        long value = instruction.get(place.getKey());
        word = word.or(BigInteger.valueOf(value).shiftLeft(place.getValue()));
      }
      words.add(word);
    }
    return words;
  }
}
