/**
 * Comparison of two computations of one network, and the reason where they differ.
 *
 * <p>Data flow: two traces → {@link org.keyspike.simulator.explain.TraceAgreement}, number for
 * number → where they differ, {@link org.keyspike.simulator.explain.Explainer}: the first frame
 * that differs ({@code FrameBisection}), the first number in it, what that number was computed from
 * ({@code Operands}), and the words in memory that are not what the image says ({@code
 * ImageDifferences}) → {@link org.keyspike.simulator.explain.Explanation}.
 */
package org.keyspike.simulator.explain;
