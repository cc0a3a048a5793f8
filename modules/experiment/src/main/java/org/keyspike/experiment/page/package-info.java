/**
 * The report of a run: what lies in its folder → sections of {@link org.keyspike.report.html}.
 *
 * <p>Data flow: a {@link org.keyspike.experiment.page.RunContents}, which reads each file of a
 * {@link org.keyspike.pipeline.RunFolder} that is there → one class a section → {@link
 * org.keyspike.experiment.page.RunReport}. What a run does not have is left out, with the command
 * that would make it. Results of another image than the one that lies there are not shown. Besides
 * the files of a run folder it knows
 *
 * <ul>
 *   <li>{@code budget.json} ({@link org.keyspike.experiment.budget});
 *   <li>{@code sweep.json} ({@link org.keyspike.experiment.sweep}) of the sweep that the run is
 *       part of, two folders up;
 *   <li>{@code stream/det.csv}: what every threshold gives in every kind of stream; read are the
 *       columns {@code sound}, {@code threshold}, {@code words}, {@code missed}, {@code
 *       falseAlarms} and {@code hours}.
 * </ul>
 */
package org.keyspike.experiment.page;
