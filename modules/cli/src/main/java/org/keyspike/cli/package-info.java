/**
 * The commands: wiring, and nothing else.
 *
 * <p>Data flow: arguments → {@link org.keyspike.cli.Main} → a command → a recipe ({@link
 * org.keyspike.pipeline.recipe}), the stages of a run ({@link org.keyspike.pipeline}), many runs
 * ({@link org.keyspike.experiment.sweep}), a network in a file or the machine itself ({@link
 * org.keyspike.cli.doctor}) → an answer for people, or one JSON object, on standard output;
 * everything else on standard error. Networks listen by {@link org.keyspike.cli.listen}, whose JSON
 * is an object a line, and are judged in streams by {@link org.keyspike.analysis.stream}.
 *
 * <p>Exit codes: 0 done, 1 the answer is no (a verification that failed), 2 bad usage or input, 3
 * internal. Bad input is one line on standard error: file, place, what is wrong, what would be
 * right. With {@code --json} the object then is {@code {"error": …, "exitCode": …}}.
 *
 * <h2>System properties</h2>
 *
 * <ul>
 *   <li>{@code keyspike.home}: the repository, whose {@code datasets} holds the descriptors and
 *       whose {@code cache} is the default cache folder; else the working directory. {@code
 *       scripts/keyspike} sets it.
 *   <li>{@code keyspike.terminal}: whether standard error is a terminal, so that progress bars, and
 *       the present level and words, are drawn; {@code scripts/keyspike} sets it, as Java 17 cannot
 *       tell.
 *   <li>{@code keyspike.parent}: the process that this one works for and ends with; a sweep sets
 *       it.
 *   <li>{@code keyspike.debug}: whether an internal error prints its stack trace.
 * </ul>
 */
package org.keyspike.cli;
