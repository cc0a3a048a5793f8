package org.keyspike.rtl;

import java.util.EnumMap;
import java.util.Map;

/** One instruction of a program: values of its fields. */
final class Instruction {
  private final Operation operation;
  private final Map<Field, Long> values = new EnumMap<>(Field.class);
  private int pass;

  Instruction(Operation operation) {
    this.operation = operation;
    set(Field.OP, operation.ordinal());
  }

  /**
   * Sets a field.
   *
   * @throws TooLargeException if the field is too narrow
   */
  Instruction set(Field field, long value) {
    if (value < 0 || value >= 1L << field.bits()) {
      throw new TooLargeException(field.key(), value, field.bits());
    }
    values.put(field, value);
    return this;
  }

  /** The same, to be changed. */
  Instruction copy() {
    Instruction copy = new Instruction(operation).pass(pass);
    copy.values.putAll(values);
    return copy;
  }

  /** Whether the fields that it has are those of another one, with the same values. */
  boolean same(Instruction other) {
    return values.equals(other.values);
  }

  Instruction set(Field field, boolean value) {
    return set(field, value ? 1 : 0);
  }

  /** The step that it serves, where steps follow one another; not a field. */
  Instruction pass(int step) {
    pass = step;
    return this;
  }

  int pass() {
    return pass;
  }

  Operation operation() {
    return operation;
  }

  boolean has(Field field) {
    return field.always() || values.containsKey(field);
  }

  /** Of a field that it has; 0 of any other. */
  long get(Field field) {
    return values.getOrDefault(field, 0L);
  }
}
