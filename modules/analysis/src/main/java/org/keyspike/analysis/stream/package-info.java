/**
 * How well a network spots keywords in streams: detection as users feel it.
 *
 * <p>Data flow: clips of the test part and sound without keywords → {@link
 * org.keyspike.synthesis.KeywordStreams} → {@link org.keyspike.pipeline.detection.StreamRunner},
 * all streams side by side → {@link org.keyspike.evaluation.StreamScore} → {@link
 * org.keyspike.evaluation.DetCurve} → {@link org.keyspike.analysis.stream.StreamFindings}; and
 * clips in background recordings → accuracy at each signal-to-noise ratio.
 *
 * <p>Files, in the folder that was asked for:
 *
 * <ul>
 *   <li>{@code stream.json}: the findings, as {@code --json} says them
 *   <li>{@code det.csv}: what every threshold gives in every kind of stream
 *   <li>{@code det.png}: the same, missed against false alarms an hour
 * </ul>
 */
package org.keyspike.analysis.stream;
