/**
 * The report of a run: one HTML file that loads nothing.
 *
 * <p>Data flow: figures → a {@link org.keyspike.report.html.Section} of {@link
 * org.keyspike.report.html.Block}s ({@link org.keyspike.report.html.LearningCurves}, {@link
 * org.keyspike.report.html.ConfusionMatrix}, {@link org.keyspike.report.html.Spikes}, {@link
 * org.keyspike.report.html.Histograms}, {@link org.keyspike.report.html.TradeOffCurve}, {@link
 * org.keyspike.report.html.Costs}, {@link org.keyspike.report.html.DetectionCurve}; tables of other
 * things are plain blocks) → a {@link org.keyspike.report.html.Page} → {@code page.ftlh}, which
 * escapes every value → a file, written beside and renamed. Plots are drawn into the page, in its
 * colours, which follow the reader's light or dark mode. There is no script in it, and the same
 * figures give the same bytes.
 */
package org.keyspike.report.html;
