package org.keyspike.network;

/**
 * A group of outputs of a network whose activity is counted and may cost: the neurons of a layer,
 * or those of one place of a block.
 *
 * @param name such as {@code layer1} or {@code block1.value}
 * @param neurons N
 * @param code what they put out
 */
public record Population(String name, int neurons, OutputCode code) {}
