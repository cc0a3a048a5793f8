package org.keyspike.simulator.explain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.simulator.Memory;

/**
 * Why a machine does not say what it should: the first number that differs, what it was worked out
 * from, and which words were read for it.
 *
 * @param mismatch the first, by clip, frame, step, layer and neuron
 * @param runs of the machine that it took to find it
 * @param operands what the number was worked out from
 * @param reads weight words read for it
 * @param differences of these words and of parameters from those of the sound image; where there is
 *     none, of what the frames before left in memory; empty if no sound image was given
 */
public record Explanation(
    Mismatch mismatch,
    int runs,
    List<Operand> operands,
    List<WordRead> reads,
    List<Difference> differences) {

  /** A number, by its name. */
  public record Operand(String name, int value) {}

  /**
   * A weight word that was read.
   *
   * @param matrix W0, U0, … with layers counted from 0; H, or H1 and H2 of a keyword readout
   * @param input whose weights it holds
   * @param address its first byte in the weight memory
   * @param bytes of it
   * @param weight in it of the neuron that differs; 0 in H1, of which all groups are listed
   */
  public record WordRead(String matrix, int input, int address, int bytes, int weight) {}

  /**
   * Something that is not as with the sound image.
   *
   * @param what a matrix with its input; a parameter, membrane, estimate, sum or spike with its
   *     index
   * @param memory that it is in; empty for a shift, which is in the program
   * @param address of the byte in the weight memory, of the word in the others, −1 for a shift
   * @param bit within that byte or word; of a value the lowest one that differs; −1 for a shift
   * @param found here: the bit of a weight word, else the value
   * @param sound there
   */
  public record Difference(
      String what, Optional<Memory> memory, int address, int bit, int found, int sound) {
    @Override
    public String toString() {
      if (memory.isEmpty()) {
        return String.format(Locale.ROOT, "%s is %d, should be %d", what, found, sound);
      }
      return memory.get() == Memory.WEIGHT
          ? String.format(
              Locale.ROOT,
              "%s: bit %d of the byte at address %d is %d, should be %d",
              what,
              bit,
              address,
              found,
              sound)
          : String.format(
              Locale.ROOT,
              "%s is %d, should be %d (%s memory, word %d, bit %d)",
              what,
              found,
              sound,
              memory.get().key(),
              address,
              bit);
    }
  }

  public Explanation {
    operands = List.copyOf(operands);
    reads = List.copyOf(reads);
    differences = List.copyOf(differences);
  }

  /** For people, line by line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("first mismatch, found in ").append(runs).append(" runs: ").append(mismatch);
    for (Operand operand : operands) {
      text.append(System.lineSeparator())
          .append(String.format(Locale.ROOT, "  %-18s %d", operand.name, operand.value));
    }
    for (WordRead read : reads) {
      text.append(System.lineSeparator())
          .append(
              String.format(
                  Locale.ROOT,
                  "  read %s of input %d: %d bytes at address %d, weight %d",
                  read.matrix,
                  read.input,
                  read.bytes,
                  read.address,
                  read.weight));
    }
    for (Difference difference : differences) {
      text.append(System.lineSeparator()).append("  WRONG: ").append(difference);
    }
    return text.toString();
  }
}
