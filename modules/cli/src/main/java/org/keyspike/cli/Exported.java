package org.keyspike.cli;

import java.nio.file.Path;
import org.keyspike.hardware.WeightImage;

/**
 * What {@code export --format} writes down.
 *
 * @param source what the user named
 * @param image of it
 * @param answers where known answers to the image would be
 */
record Exported(Path source, WeightImage image, Path answers) {}
