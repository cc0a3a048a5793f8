package org.keyspike.integer;

/**
 * The inputs that are not 0 at a step, by number, so that a product with a matrix touches their
 * columns and no others. Behind the last one stands the number of no input, up to a whole block of
 * columns that are added at once. Spikes need no more than that; other outputs have a value beside
 * each number.
 */
final class ActiveInputs {
  /** Columns that {@link Columns} adds at once. */
  static final int BLOCK = 4;

  private final int inputs;
  private final int[] numbers;
  private final int[] valuesOrNull;
  private int count;

  /** None of so many inputs that spike. */
  ActiveInputs(int inputs) {
    this(inputs, IntegerCode.SPIKES);
  }

  /** None of so many inputs of a code. */
  ActiveInputs(int inputs, IntegerCode code) {
    this.inputs = inputs;
    numbers = new int[inputs + BLOCK];
    valuesOrNull = code instanceof IntegerCode.Spikes ? null : new int[inputs + BLOCK];
    end(0);
  }

  /** The array that numbers are written to, followed by {@link #end}. */
  int[] numbers() {
    return numbers;
  }

  /** The values beside the numbers, or null where each is 1. */
  int[] valuesOrNull() {
    return valuesOrNull;
  }

  int count() {
    return count;
  }

  /** Adds the i-th input of others of the same code; {@link #end} must follow. */
  void append(ActiveInputs others, int i) {
    numbers[count] = others.numbers[i];
    if (valuesOrNull != null) {
      valuesOrNull[count] = others.valuesOrNull[i];
    }
    count++;
  }

  /** Says how many numbers were written. */
  void end(int count) {
    this.count = count;
    for (int i = count; i < count + BLOCK; i++) {
      numbers[i] = inputs;
    }
  }

  /**
   * Takes the outputs of a step.
   *
   * @param outputs (N), each 0 to the code's largest
   * @param bytes receives the same, (N)
   */
  void take(int[] outputs, byte[] bytes) {
    if (valuesOrNull == null) {
      takeSpikes(outputs, bytes);
    } else {
      takeValues(outputs, bytes);
    }
  }

  private void takeValues(int[] outputs, byte[] bytes) {
    int found = 0;
    for (int n = 0; n < bytes.length; n++) {
      int output = outputs[n];
      bytes[n] = (byte) output;
      numbers[found] = n;
      valuesOrNull[found] = output;
      found += -output >>> 31;
    }
    end(found);
  }

  private void takeSpikes(int[] flags, byte[] spikes) {
    int[] numbers = this.numbers;
    int found = 0;
    for (int n = 0; n < spikes.length; n++) {
      // Every number is written, and the next one over it unless it spikes: no branch to guess.
      int spike = flags[n];
      spikes[n] = (byte) spike;
      numbers[found] = n;
      found += spike;
    }
    end(found);
  }

  /** Adds every input, 1 where it spikes, (N). */
  void countInto(int[] counts) {
    if (valuesOrNull == null) {
      for (int i = 0; i < count; i++) {
        counts[numbers[i]]++;
      }
    } else {
      for (int i = 0; i < count; i++) {
        counts[numbers[i]] += valuesOrNull[i];
      }
    }
  }

  /** Adds every input, 1 where it spikes, (N). */
  void countInto(byte[] counts) {
    if (valuesOrNull == null) {
      for (int i = 0; i < count; i++) {
        counts[numbers[i]]++;
      }
    } else {
      for (int i = 0; i < count; i++) {
        counts[numbers[i]] += (byte) valuesOrNull[i];
      }
    }
  }
}
