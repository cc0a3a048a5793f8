package org.keyspike.report;

/**
 * The labels of a plot.
 *
 * @param title what to see
 * @param x what goes right, with its unit
 * @param y what goes up, with its unit
 */
public record Labels(String title, String x, String y) {}
