/**
 * Adaptation: a spotter on the integer grid learns from a few own recordings.
 *
 * <p>Data flow: a folder of recordings → {@link
 * org.keyspike.datasets.speechcommands.OwnRecordings}, speakers kept apart → {@link
 * org.keyspike.pipeline.adaptation.AdaptationClips}: those of the training part, each several
 * times, among a sample of what the network was trained with → training, the best epoch by the mean
 * of both kinds of validation clips where a speaker of the recordings validates, else the last →
 * the images before and after on the recorded test clips → {@link
 * org.keyspike.pipeline.adaptation.AdaptedSpeakers}.
 *
 * <h2>adaptation.json</h2>
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>field</th><th>meaning</th></tr>
 * <tr><td>{@code recordings}</td><td>how many clips of which class and how many speakers there are, for
 * people</td></tr>
 * <tr><td>{@code layers}</td><td>{@code last} or {@code all}</td></tr>
 * <tr><td>{@code learned}</td><td>recordings that were learned from</td></tr>
 * <tr><td>{@code words}</td><td>of each class of the recorded test clips {@code name}, {@code clips},
 * {@code before} and {@code after}: clips that the image before and after predicts right</td></tr>
 * <tr><td>{@code speakers}</td><td>the same of each speaker of the test part</td></tr>
 * </table>
 */
package org.keyspike.pipeline.adaptation;
