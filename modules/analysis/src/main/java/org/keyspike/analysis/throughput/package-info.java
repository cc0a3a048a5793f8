/**
 * How many clips a second the engines learn from, side by side in one run.
 *
 * <p>Data flow: a {@link org.keyspike.analysis.throughput.ThroughputCase} (a network and a spike
 * rate) → {@code CalibratedNetwork}: drawn parameters, inputs that are 1 with that rate, biases
 * moved until every layer fires at it → one {@code Contender} an engine, each with parameters and
 * moments of its own → {@link org.keyspike.analysis.throughput.Throughput}: rounds in which every
 * contender takes one training step (forward, backward, update) and the native library multiplies
 * two large matrices, in an order that rotates → medians: {@link
 * org.keyspike.analysis.throughput.CaseResult}.
 *
 * <p>The dense bound is what an engine would reach that computed all multiply-adds of the step, and
 * nothing else, at the speed of that large product: {@code MultiplyAdds}.
 */
package org.keyspike.analysis.throughput;
