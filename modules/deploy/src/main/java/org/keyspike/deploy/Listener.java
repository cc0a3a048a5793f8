package org.keyspike.deploy;

import java.util.Objects;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;

/**
 * An image that can listen by itself: with integers from the samples to the detection.
 *
 * @param image with a front end in integers, a keyword readout and so a detector
 */
public record Listener(WeightImage image) {
  public Listener {
    Objects.requireNonNull(image, "image");
    if (image.frontEnd().kind() != FrontEndKind.INTEGER || image.detector().isEmpty()) {
      throw new IllegalArgumentException("an image without front end or detector in integers");
    }
  }

  /**
   * An image as a listener.
   *
   * @param file that it came from, for the message
   * @throws InputException if it has a float front end, as every image before format 4 has, or
   *     answers every frame; says what to do instead
   */
  public static Listener of(Object file, WeightImage image) throws InputException {
    if (!(image.readout() instanceof ReadoutImage.Keyword)) {
      throw new InputException(
          file,
          "readout",
          "a network that answers every frame, without a detector",
          "one with a keyword readout, as a recipe with a dataset of keywords makes it;"
              + " keyspike export --format c writes any network's memories as arrays");
    }
    if (image.frontEnd().kind() != FrontEndKind.INTEGER) {
      throw new InputException(
          file,
          "frontend.kind",
          "a front end in real numbers, or an image of a format that has none",
          "integer: set frontend.kind: integer in the recipe, keyspike run it, and export again");
    }
    return new Listener(image);
  }
}
