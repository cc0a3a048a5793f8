package org.keyspike.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;

/** The weight images of the published networks, looked for from the working directory up. */
final class PublishedImage {
  private PublishedImage() {}

  /** The image of a network of gsc-mini. */
  static WeightImage read(String network) throws IOException {
    Path file = Path.of("models", "gsc-mini", network, WeightImage.FILE_NAME);
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve(file))) {
      root = root.getParent();
    }
    return ImageReader.read(root.resolve(file));
  }
}
