package org.keyspike.deploy.browser;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;

/** What lies in the repository to listen with. */
final class Published {
  private static final Path MODELS = Path.of("../../models");

  /** Yes, stop and happy: five and a half seconds. */
  static final Path HELLO = MODELS.resolve("hello.wav");

  private Published() {}

  static WeightImage image(String network) throws IOException {
    return ImageReader.read(
        MODELS.resolve("gsc-mini").resolve(network).resolve(WeightImage.FILE_NAME));
  }
}
