package org.keyspike.simulator.explain;

import java.util.List;
import java.util.Locale;

/**
 * Why a machine does not say what it should: the first number that differs, what it was worked out
 * from, and which words were read for it.
 *
 * @param mismatch the first, by clip, frame, step, layer and neuron
 * @param runs of the machine that it took to find it
 * @param operands what the number was worked out from
 * @param reads weight words read for it
 * @param differences of these words and parameters from the sound image; empty if none was given
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
   * Something that is not as in the sound image.
   *
   * @param what a matrix, or a parameter with its index
   * @param address of the byte in the weight memory, −1 for a parameter
   * @param bit within the byte, −1 for a parameter
   * @param found here: the bit or the parameter
   * @param sound there
   */
  public record Difference(String what, int address, int bit, int found, int sound) {
    @Override
    public String toString() {
      return address < 0
          ? String.format(Locale.ROOT, "%s is %d, should be %d", what, found, sound)
          : String.format(
              Locale.ROOT,
              "%s: bit %d of the byte at address %d is %d, should be %d",
              what,
              bit,
              address,
              found,
              sound);
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
