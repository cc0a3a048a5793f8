/**
 * Images as programs that need nothing of ours where they run.
 *
 * <p>A weight image holds everything from a sample to a decision ({@link
 * org.keyspike.hardware.WeightImage}). Packages below this one write it down for a machine that has
 * no Java: {@link org.keyspike.deploy.c99} as C for microcontrollers, {@link
 * org.keyspike.deploy.browser} as a page for a browser. What they write computes the integers of
 * {@link org.keyspike.spotting.KeywordSpotter}: features, logits and detections are equal bit for
 * bit.
 *
 * <p>{@link org.keyspike.deploy.nir} exchanges float networks with other tools instead, in both
 * directions.
 *
 * <p>Programs start from sound and end at a detection, so an image needs a front end in integers
 * and a keyword readout; {@link org.keyspike.deploy.Listener} refuses others and says what to do.
 */
package org.keyspike.deploy;
