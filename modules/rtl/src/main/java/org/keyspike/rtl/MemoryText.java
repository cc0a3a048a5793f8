package org.keyspike.rtl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.LaneMemory;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.SpikeMemory;

/** The text that {@code $readmemh} reads: a line in hexadecimal for each word. */
final class MemoryText {
  private MemoryText() {}

  /** Words of so many bits. */
  static String of(List<BigInteger> words, int bits) {
    int digits = (bits + 3) / 4;
    StringBuilder text = new StringBuilder();
    for (BigInteger word : words) {
      String hex = word.toString(16);
      text.append("0".repeat(digits - hex.length())).append(hex).append('\n');
    }
    return text.toString();
  }

  /** The words of a memory that the lanes share, lane 0 in the lowest bits. */
  static List<BigInteger> shared(Machine machine, Memory memory) {
    LaneMemory words = machine.shared(memory);
    int lanes = machine.architecture().lanes();
    List<BigInteger> all = new ArrayList<>();
    for (int word = 0; word < words.words(); word++) {
      BigInteger bits = BigInteger.ZERO;
      for (int lane = lanes - 1; lane >= 0; lane--) {
        bits = bits.shiftLeft(words.laneBits()).or(unsigned(words.peek(word, lane)));
      }
      all.add(bits);
    }
    return all;
  }

  /** The words of the spike memory. */
  static List<BigInteger> spikes(Machine machine) {
    SpikeMemory memory = machine.spikes();
    List<BigInteger> all = new ArrayList<>();
    for (int word = 0; word < memory.words(); word++) {
      all.add(unsigned(memory.peek(word)));
    }
    return all;
  }

  private static BigInteger unsigned(long word) {
    return new BigInteger(Long.toUnsignedString(word));
  }
}
