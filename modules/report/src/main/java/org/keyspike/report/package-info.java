/**
 * Pictures for people, and the page that a run's are gathered on.
 *
 * <p>Data flow: figures → a plot ({@link org.keyspike.report.LinePlot}, {@link
 * org.keyspike.report.ScatterPlot}, {@link org.keyspike.report.BarPlot}, {@link
 * org.keyspike.report.HistogramPlot}, {@link org.keyspike.report.FrontPlot}, {@link
 * org.keyspike.report.TradeOffPlot}, {@link org.keyspike.report.RasterPlot}) with its {@link
 * org.keyspike.report.Labels} → a PNG file, written beside and renamed; or a {@link
 * org.keyspike.report.Drawing}, which is SVG in the colours of a page ({@link
 * org.keyspike.report.html}). No display is needed. Numbers belong in tables beside the plots;
 * nothing here is computed but positions.
 */
package org.keyspike.report;
