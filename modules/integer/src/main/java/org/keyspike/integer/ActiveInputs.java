package org.keyspike.integer;

/**
 * The inputs that spike at a step, by number, so that a product with a matrix touches their columns
 * and no others. Behind the last one stands the number of no input, up to a whole block of columns
 * that are added at once.
 */
final class ActiveInputs {
  /** Columns that {@link Columns} adds at once. */
  static final int BLOCK = 4;

  private final int inputs;
  private final int[] numbers;
  private int count;

  /** None of so many inputs. */
  ActiveInputs(int inputs) {
    this.inputs = inputs;
    numbers = new int[inputs + BLOCK];
    end(0);
  }

  /** The array that numbers are written to, followed by {@link #end}. */
  int[] numbers() {
    return numbers;
  }

  int count() {
    return count;
  }

  /** Says how many numbers were written. */
  void end(int count) {
    this.count = count;
    for (int i = count; i < count + BLOCK; i++) {
      numbers[i] = inputs;
    }
  }

  /**
   * Takes the spikes of a step.
   *
   * @param flags (N), each 0 or 1
   * @param spikes receives the same as bytes, (N)
   */
  void take(int[] flags, byte[] spikes) {
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

  /** Adds 1 where an input spikes, (N). */
  void countInto(int[] counts) {
    for (int i = 0; i < count; i++) {
      counts[numbers[i]]++;
    }
  }

  /** Adds 1 where an input spikes, (N). */
  void countInto(byte[] counts) {
    for (int i = 0; i < count; i++) {
      counts[numbers[i]]++;
    }
  }
}
