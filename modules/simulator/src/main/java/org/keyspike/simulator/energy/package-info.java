/**
 * What counts cost in joules: a table of constants times {@link org.keyspike.simulator.Counts} plus
 * leakage times time. The machine knows nothing of it.
 *
 * <p>Data flow: an {@link org.keyspike.simulator.energy.EnergyTable} (read from YAML, every
 * constant with kind, node, unit and source) and an {@link org.keyspike.simulator.Architecture}
 * make an {@link org.keyspike.simulator.energy.EnergyModel}; counts and a clock go in, an {@link
 * org.keyspike.simulator.energy.Energy} by component comes out.
 *
 * <h2>Equations</h2>
 *
 * <pre>
 * access       = bits / 64 · read(bank)             reads and writes alike
 * bank         = 64 bits by the depth of the memory, ⌈width / 64⌉ of them
 * lanes        = (accumulations + shifts) · accumulate
 * neurons      = updates · (2 multiply + 3 accumulate) + adaptations · (4 multiply + 3 accumulate)
 *                + comparisons · accumulate
 * state unit   = codings · 3 accumulate + stateTerms · 2 accumulate      of a state space
 * encoder unit = encodings · 6 accumulate
 * readout unit = readouts · 2 accumulate
 * control      = cycles · lanes · controlPerLaneCycle
 * leakage      = Σ banks of each memory + lanes · logicLeakagePerLane
 * empty memory = Σ banks of each memory − Σ banks of the words of it that the image fills; a part of leakage
 * </pre>
 *
 * <p>A leak is 8 by 16 bits: two 8-bit products. What a bank of a size reads and leaks is
 * interpolated between the sizes of the table, straight between logarithms; a smaller one reads as
 * the smallest and leaks in proportion to its size, a larger one is made of the largest. A gated
 * accumulation costs nothing. A shift costs as much as the addition behind it, which is our choice
 * and rather too much: a shifter of two or three stages of multiplexers switches fewer gates. The
 * rings of delays have no constant of their own: they are words of the spike memory. In real time a
 * frame lasts the longer of 10 ms and its cycles; flat out it lasts its cycles.
 *
 * <p>A network of 8-bit products that stands beside ({@link
 * org.keyspike.simulator.energy.ProductEnergyModel}) has the same memories, control and leakage,
 * and
 *
 * <pre>
 * lanes        = products · (multiply + 2 accumulate)        a sum of 32 bits is added to as two of 16
 * outputs      = outputs · (16 multiply + 2 accumulate)      a product of 32 bits, as of 16 of 8
 * </pre>
 *
 * <h2>Table</h2>
 *
 * <p>{@code name}; {@code constants} with {@code accumulate}, {@code multiply}, {@code
 * controlPerLaneCycle} in pJ and {@code logicLeakagePerLane} in uW, each {@code {value, unit, kind,
 * node, source}}, {@code volts} where known and {@code lanes} of the machine that a fitted one was
 * fitted on, beyond which it is extrapolated in proportion; {@code sram} with {@code {kilobytes,
 * readPicojoules, leakageMilliwatts, kind, node, source}} for ascending sizes, a read being 64
 * bits. A kind is {@code published}, {@code cacti} (a tool's estimate) or {@code fitted}.
 */
package org.keyspike.simulator.energy;
