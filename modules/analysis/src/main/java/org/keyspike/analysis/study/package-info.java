/**
 * What a machine's design choices are worth for a network: each mechanism left out in turn, lanes
 * against clock, spike rate against cost, and the figures of the published accelerator beside ours.
 *
 * <p>Data flow: an image and clips make a {@link org.keyspike.analysis.study.Workload}, what the
 * integer network says to them; the analytical timing model of the simulator turns that into counts
 * on any machine, and an energy table these into joules. A study is a table ({@link
 * org.keyspike.analysis.study.StudyTable}), written as JSON and CSV with a plot.
 *
 * <p>How large a machine is as a circuit is measured in its Verilog by Yosys ({@link
 * org.keyspike.analysis.study.AreaMeter}), where a user asks for it and Yosys is installed.
 *
 * <p>The analytical timing model stands for the machine, which it equals count for count ({@code
 * simulate} checks that on every clip it runs).
 */
package org.keyspike.analysis.study;
