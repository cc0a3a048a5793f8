package org.keyspike.report;

/**
 * What a plot says of itself.
 *
 * @param title what to see
 * @param x what goes right, with its unit
 * @param y what goes up, with its unit
 */
public record Labels(String title, String x, String y) {}
