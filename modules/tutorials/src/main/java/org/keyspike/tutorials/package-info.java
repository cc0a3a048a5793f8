/**
 * Numbered tutorials: what the library does from Java, each a class with a {@code main} that the
 * build runs.
 *
 * <ol>
 *   <li>{@link org.keyspike.tutorials.Tutorial1TrainAndCompress}: from a recipe to a verified image
 *   <li>{@link org.keyspike.tutorials.Tutorial2SpotInAStream}: keywords in a stream of sound
 *   <li>{@link org.keyspike.tutorials.Tutorial3MeasureOnAMachine}: an image on a simulated machine
 * </ol>
 */
package org.keyspike.tutorials;
