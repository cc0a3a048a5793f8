package org.keyspike.rtl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.MatrixPlace;
import org.keyspike.simulator.machine.WeightMemory;

/**
 * The rows of the weight memory. Word number i = input · groups + group of a matrix is in row i / w
 * of its rows, from bit (i mod w) · wordBits on, where w words fit a row; a wider word takes the
 * next rows as well, the lowest bits first.
 */
final class WeightRows {
  private final SortedMap<Integer, MatrixPlace> places = new TreeMap<>();
  private final Map<Integer, Integer> firstRows = new HashMap<>();
  private final int width;
  private int rows;

  WeightRows(WeightImage image, Layout layout, Architecture architecture) {
    width = architecture.memories().get(Memory.WEIGHT).widthBits();
    int layers = layout.layers().size();
    for (int l = 0; l < layers; l++) {
      add(2 * l, layout.layers().get(l).weight());
      if (layout.layers().get(l).recurrent() != null) {
        add(2 * l + 1, layout.layers().get(l).recurrent());
      }
    }
    for (int map = 0; map < image.readout().matrices().size(); map++) {
      add(2 * layers + map, layout.readout(map));
    }
  }

  private void add(int number, MatrixPlace place) {
    places.put(number, place);
    firstRows.put(number, rows);
    int words = place.columns() * place.groups();
    rows += place.accesses() > 1 ? words * place.accesses() : Layout.words(words, inRow(place));
  }

  private int inRow(MatrixPlace place) {
    return Math.max(1, width / (8 * place.word().bytes()));
  }

  /** Rows of all matrices. */
  int rows() {
    return rows;
  }

  /** The bits of the largest number of a word. */
  int numberBits() {
    int most =
        places.values().stream().mapToInt(one -> one.columns() * one.groups()).max().orElse(1);
    return VerilogMachine.address(most);
  }

  /**
   * The places s by which a number times 2^s / w, rounded up, is shifted to be divided by the w
   * words of a row: that is right of numbers of n bits where 2^(s − n) is at least w.
   */
  int inverseShift() {
    int most = places.values().stream().mapToInt(this::inRow).max().orElse(1);
    return numberBits() + VerilogMachine.address(most);
  }

  /** The most accesses of a word. */
  int mostAccesses() {
    return places.values().stream().mapToInt(MatrixPlace::accesses).max().orElse(1);
  }

  /** Whether words of some matrix are compressed. */
  boolean compressed() {
    return places.values().stream().anyMatch(place -> place.word().compressed());
  }

  /** Where the words of a matrix are that a scan reads. */
  void set(Instruction scan, int number, int group) {
    MatrixPlace place = places.get(number);
    int inRow = inRow(place);
    scan.set(Field.ROW, firstRows.get(number))
        .set(Field.GROUPS, place.groups())
        .set(Field.GROUP, group)
        .set(Field.WORDS_INVERSE, ((1L << inverseShift()) + inRow - 1) / inRow)
        .set(Field.WORDS_IN_ROW, inRow)
        .set(Field.WORD_BITS, inRow == 1 ? 0 : 8L * place.word().bytes())
        .set(Field.ACCESSES, place.accesses())
        .set(Field.COMPRESSED, place.word().compressed());
  }

  /** Every row as a number. */
  List<BigInteger> content(WeightMemory memory) {
    List<BigInteger> content = new ArrayList<>();
    for (MatrixPlace place : places.values()) {
      int words = place.columns() * place.groups();
      int inRow = inRow(place);
      for (int first = 0; first < words; first += inRow) {
        BigInteger row = BigInteger.ZERO;
        for (int i = Math.min(words, first + inRow) - 1; i >= first; i--) {
          BigInteger word = word(memory, place.base() + i * place.word().bytes(), place);
          row = row.shiftLeft(8 * place.word().bytes()).or(word);
        }
        for (int part = 0; part < place.accesses(); part++) {
          content.add(row.mod(BigInteger.ONE.shiftLeft(width)));
          row = row.shiftRight(width);
        }
      }
    }
    return content;
  }

  private static BigInteger word(WeightMemory memory, int address, MatrixPlace place) {
    byte[] bytes = new byte[place.word().bytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = (byte) memory.peek(address + i);
    }
    return new BigInteger(1, bytes);
  }
}
