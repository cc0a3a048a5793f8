/**
 * An image as a folder of C99, for microcontrollers and whatever else has a C compiler.
 *
 * <p>{@link org.keyspike.deploy.c99.C99Layout} copies a runtime, which is C source among this
 * module's resources, and writes what it needs of the image: {@code ks_config.h}, the shapes as
 * {@code #define}s, by which parts that a network does not need are left out when it is compiled,
 * and {@code ks_image.c}, the numbers as constant arrays. Maps of pruning, provenance and whatever
 * else only a reader wants to know is left out. Known answers go beside it, for a self-test.
 *
 * <p>The runtime computes the integers of {@link org.keyspike.integer} and {@link
 * org.keyspike.audio.IntegerLogMel}; it may only reorder sums, which are exact. It has no heap, no
 * real numbers and no division of 64 bits, and all of its state is one static struct.
 *
 * <h2>Weights</h2>
 *
 * Weights stay packed: with b bits, 16 rows to a pair of words of 32 bits where b ≤ 4, else 4 rows
 * to a word. A weight w is stored as w + 2^(b−1), which is not negative, so that words can be added
 * as they are, masked to lanes of twice the width:
 *
 * <pre>
 * W s of the rows of a word = Σ (word mod lanes) − 2^(b−1) · spikes      over the columns with a spike
 * pair of rows 16g to 16g + 15 and column m = words[2 (g · columns + m)] and the next
 * nibbles 0 to 7 of a word are rows 0 4 1 5 2 6 3 7 of its eight, bytes 0 to 3 rows 0 2 1 3
 * </pre>
 *
 * <p>A lane of 8 bits holds the sum of 17 nibbles, one of 16 bits that of 257 bytes; after so many
 * columns lanes are widened to 32 bits. Inputs other than 0 and 1 multiply words in lanes of 16
 * bits. Rows that fill the last group up weigh 0.
 */
package org.keyspike.deploy.c99;
