package org.keyspike.rtl;

import org.keyspike.simulator.machine.MatrixPlace;

/**
 * What the scans for one group have in common.
 *
 * @param matrix whose weights are added
 * @param number of the matrix: W and U of layer ℓ are 2ℓ and 2ℓ + 1, then the readout's
 * @param group of its outputs
 * @param shift left shift of each weight
 * @param parallel whether each step has its own sums; otherwise all is merged into one
 * @param same whether all steps have the same input
 * @param first whether sums start from 0
 */
record ScanRule(
    MatrixPlace matrix,
    int number,
    int group,
    int shift,
    boolean parallel,
    boolean same,
    boolean first) {}
