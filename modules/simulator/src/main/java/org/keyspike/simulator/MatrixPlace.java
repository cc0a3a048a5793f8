package org.keyspike.simulator;

/**
 * Where a matrix lies in the weight memory.
 *
 * @param base its first byte
 * @param rows outputs
 * @param columns inputs
 * @param groups of lanes that the outputs take
 * @param wordBytes of a weight word
 */
record MatrixPlace(int base, int rows, int columns, int groups, int wordBytes) {
  int address(int input, int group) {
    return base + (input * groups + group) * wordBytes;
  }
}
