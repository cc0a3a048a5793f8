package org.keyspike.pipeline.recipe;

import java.nio.file.Path;

/**
 * What the image is simulated on: the recipe's {@code simulation}.
 *
 * @param architecture a preset's name or an arch.yaml, or null for the reference machine
 */
public record SimulationSettings(Path architecture) {}
