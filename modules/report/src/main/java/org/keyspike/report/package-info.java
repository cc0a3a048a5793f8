/**
 * Pictures for people.
 *
 * <p>Data flow: figures → a plot ({@link org.keyspike.report.LinePlot}, {@link
 * org.keyspike.report.ScatterPlot}, {@link org.keyspike.report.BarPlot}, {@link
 * org.keyspike.report.HistogramPlot}, {@link org.keyspike.report.RasterPlot}) with its {@link
 * org.keyspike.report.Labels} → a PNG file, written beside and renamed. No display is needed.
 * Numbers belong in tables beside the plots; nothing here is computed but positions.
 */
package org.keyspike.report;
