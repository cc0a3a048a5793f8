package org.keyspike.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.keyspike.hardware.WeightImage;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.simulator.Architecture;

/**
 * What {@code export --format} writes down.
 *
 * @param source what the user named
 * @param image of it
 * @param answers where known answers to the image would be
 * @param run whose image it is, if it is one's
 * @param machine that the image is for
 */
record Exported(
    Path source, WeightImage image, Path answers, Optional<RunFolder> run, Architecture machine) {}
