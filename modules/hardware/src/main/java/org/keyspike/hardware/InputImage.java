package org.keyspike.hardware;

import org.keyspike.integer.IntegerEncoder;
import org.keyspike.network.FeatureSpec;

/**
 * The input of an image's network.
 *
 * @param features the features that it expects
 * @param encoder how features become the first layer's input
 */
public record InputImage(FeatureSpec features, IntegerEncoder encoder) {}
