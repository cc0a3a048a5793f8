package org.keyspike.simulator.machine;

/**
 * A weight word that was taken apart.
 *
 * @param weights one for each output of the group, the first lanes; not to be written to
 * @param nonZeros how many of them are not 0
 */
record KeptWord(int[] weights, int nonZeros) {}
