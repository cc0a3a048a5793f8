package org.keyspike.rtl;

import java.util.Locale;
import java.util.Map;
import org.keyspike.simulator.Memory;

/**
 * A field of an instruction: an input of {@code machine.v} of the same name in lower case, of so
 * many bits. Where an instruction has no use for a field it may hold anything, but for those that
 * say whether something happens at all.
 */
enum Field {
  OP(3, true),
  ENDS_FRAME(1, true),
  ENDS_ALL(1, true),
  ENDS_GROUP(1, true),
  LAYER(8, false),
  FIRST(16),
  COUNT(16, false),
  WORDS(16, false),
  LAST_BITS(7, false),
  SOURCE(Memory.SPIKE),
  RING(8, false),
  AGE(1, false),
  EACH(4, false),
  EACH_STRIDE(Memory.SPIKE),
  PLANES(4, false),
  FETCHES(20, false),
  FETCHES_MORE(20, true),
  AGES(7, false),
  DIGITS(3, false),
  DIGITS_AT(Memory.SPIKE),
  DUE(Memory.SPIKE),
  IN_ALL_STEPS(1, false),
  MERGE(1, false),
  SHIFTS(1, false),
  SHIFT(5, false),
  CLEARS(1, false),
  ROW(24, false),
  GROUPS(16, false),
  GROUP(16),
  WORDS_INVERSE(33, false),
  WORDS_IN_ROW(12, false),
  WORD_BITS(16, false),
  ACCESSES(12, false),
  COMPRESSED(1, false),
  PARAMETER_READS(2, true),
  PARAMETER_AT(Memory.PARAMETER),
  PARAMETER_SECOND(Memory.PARAMETER),
  MEMBRANE_WORDS(2, true),
  MEMBRANE_AT(Memory.MEMBRANE),
  MEMBRANE_SECOND(Memory.MEMBRANE),
  ENCODER_WORDS(2, true),
  ENCODER_AT(Memory.ENCODER),
  SUM_READS(2, true),
  SUM_WRITES(2, true),
  SUM_AT(Memory.SUM),
  TWO_STEPS(1, true),
  ADAPTIVE(1, true),
  CODE(2, false),
  LEVELS(3, false),
  LARGEST(4, false),
  RIGHT_SHIFT(4, false),
  TARGET_RING(8, false),
  TARGET(Memory.SPIKE),
  TARGET_OFFSET(7),
  TARGET_STRIDE(Memory.SPIKE),
  ROWS(4, true),
  ROW_WORDS(Memory.SPIKE),
  ROW_BITS(7, false),
  HIDDEN_SHIFT(5, false);

  private static final int ADDRESS_BITS = 20;

  private final int bits;
  private final boolean always;
  private final boolean counted;
  private final Memory addressOrNull;

  Field(int bits, boolean always) {
    this.bits = bits;
    this.always = always;
    counted = false;
    addressOrNull = null;
  }

  /** Of a group alone: the controller counts it. */
  Field(int bits) {
    this.bits = bits;
    always = false;
    counted = true;
    addressOrNull = null;
  }

  /** An address of a memory, or a distance in it. */
  Field(Memory memory) {
    bits = ADDRESS_BITS;
    always = false;
    counted = false;
    addressOrNull = memory;
  }

  /** The most bits that it may have. */
  int bits() {
    return bits;
  }

  /** The width of the input of a machine with these parameters. */
  int bits(Map<String, Object> parameters) {
    return addressOrNull == null ? bits : (int) parameters.get(addressOrNull.name() + "_ADDRESS");
  }

  /** Whether it counts in every instruction: 0 where nothing else is said. */
  boolean always() {
    return always;
  }

  /** Whether the controller counts it, group by group, so that it is no part of a word. */
  boolean counted() {
    return counted;
  }

  /** Its name in Verilog. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
