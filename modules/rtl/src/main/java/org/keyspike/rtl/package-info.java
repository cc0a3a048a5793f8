/**
 * The machine as Verilog.
 *
 * <p>Data flow: a {@link org.keyspike.hardware.WeightImage} and an {@link
 * org.keyspike.simulator.Architecture} make a machine of the simulator; its {@linkplain
 * org.keyspike.simulator.machine.Layout places} make a program; {@link
 * org.keyspike.rtl.VerilogExport} writes program and memories beside the units, which are Verilog
 * files that are the same for every machine. The test bench compares every encoder spike,
 * potential, output, adaptation, hidden value, logit, and the cycles of every frame with those of
 * the simulator.
 *
 * <p>Which unit does what in which cycle is said in docs/hardware/verilog.md.
 */
package org.keyspike.rtl;
