package org.keyspike.training.dscnn;

import org.keyspike.network.SpecException;

/**
 * The settings of a DS-CNN: the section {@code network} of its recipe.
 *
 * @param coefficients cepstral coefficients of a frame, 1 to 64
 * @param channels of every convolution, 1 to 1024
 * @param blocks pairs of a depthwise and a pointwise convolution, 0 to 16
 * @param inputDropout part of the first convolution's outputs that is dropped, 0 to below 1
 * @param outputDropout part of the last one's
 */
public record DsCnnSettings(
    int coefficients, int channels, int blocks, double inputDropout, double outputDropout) {
  /** The form of MLPerf Tiny: 23,245 parameters for 13 classes. */
  public static final DsCnnSettings USUAL = new DsCnnSettings(10, 64, 4, 0.2, 0.4);

  public DsCnnSettings {
    require(coefficients >= 1 && coefficients <= 64, "coefficients", coefficients, "1 to 64");
    require(channels >= 1 && channels <= 1024, "channels", channels, "1 to 1024");
    require(blocks >= 0 && blocks <= 16, "blocks", blocks, "0 to 16");
    requirePart("inputDropout", inputDropout);
    requirePart("outputDropout", outputDropout);
  }

  private static void requirePart(String key, double part) {
    require(part >= 0 && part < 1, key, part, "0 to below 1");
  }

  private static void require(boolean right, String key, Object found, String expected) {
    if (!right) {
      throw new SpecException("network." + key, found, expected);
    }
  }

  /** The network for some features and classes. */
  public DsCnnSpec spec(int bands, int frames, int classes) {
    return new DsCnnSpec(bands, frames, classes, this);
  }
}
