package org.keyspike.integer;

/**
 * A group of outputs of an integer network: the neurons of a layer, or those, or the gates, of one
 * place of a state space.
 *
 * @param name such as {@code layer1} or {@code block1.value}
 * @param neurons N
 * @param code what they put out
 * @param adaptive whether they adapt
 */
public record IntegerPopulation(String name, int neurons, IntegerCode code, boolean adaptive) {}
