package org.keyspike.simulator;

import org.keyspike.hardware.WeightWord;

/**
 * Where a matrix lies in the weight memory.
 *
 * @param base its first byte
 * @param rows outputs
 * @param columns inputs
 * @param groups of lanes that the outputs take
 * @param word the form of its weight words
 */
record MatrixPlace(int base, int rows, int columns, int groups, WeightWord word) {
  int address(int input, int group) {
    return base + (input * groups + group) * word.bytes();
  }
}
