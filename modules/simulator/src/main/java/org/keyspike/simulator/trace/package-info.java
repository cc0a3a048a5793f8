/**
 * Every cycle of the machine, for viewers and for people.
 *
 * <p>Data flow: the machine hands a {@link org.keyspike.simulator.trace.CycleView} of each cycle to
 * a {@link org.keyspike.simulator.trace.CycleSink}: {@link org.keyspike.simulator.trace.VcdTrace}
 * writes a value change dump, {@link org.keyspike.simulator.trace.TextTrace} one line a cycle.
 */
package org.keyspike.simulator.trace;
