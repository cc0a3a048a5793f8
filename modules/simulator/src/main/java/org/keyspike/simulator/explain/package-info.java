/**
 * Comparison of two computations of one network, and the reason where they differ.
 *
 * <p>Data flow: two traces → {@link org.keyspike.simulator.explain.TraceAgreement}, number for
 * number → where they differ, {@link org.keyspike.simulator.explain.Explainer}: the first frame
 * that differs ({@code FrameBisection}), the first number in it, what that number was computed from
 * ({@code Operands}), and what of that is not in memory as with the undamaged image, before that
 * frame ({@code Sources}, {@code MemoryDifferences}) → {@link
 * org.keyspike.simulator.explain.Explanation}.
 */
package org.keyspike.simulator.explain;
