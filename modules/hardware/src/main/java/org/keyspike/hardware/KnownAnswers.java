package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.io.Hashes;

/**
 * Clips with everything that the network of one image says to them: what a chip, a simulator or a
 * test bench must reproduce bit for bit.
 *
 * @param imageSha256 of the image file, 64 hexadecimal digits
 * @param clips input and answer of each clip
 */
public record KnownAnswers(String imageSha256, List<KnownAnswers.Clip> clips) {

  /**
   * One clip.
   *
   * @param features (T, C) unsigned bytes; shared, not to be written to
   * @param trace what the network says to them
   */
  public record Clip(byte[] features, Trace trace) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Clip that
          && Arrays.equals(features, that.features)
          && trace.equals(that.trace);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(features) + trace.hashCode();
    }
  }

  public KnownAnswers {
    clips = List.copyOf(clips);
    if (imageSha256.length() != 64 || !imageSha256.equals(imageSha256.toLowerCase())) {
      throw new IllegalArgumentException("not a SHA-256: " + imageSha256);
    }
    HexFormat.of().parseHex(imageSha256);
  }

  /**
   * The answers of an image's network, as the integer network computes them.
   *
   * @param clips (T, C) unsigned bytes each
   */
  public static KnownAnswers of(WeightImage image, List<byte[]> clips) {
    IntegerNetwork network = new IntegerNetwork(image.model());
    List<Clip> answers = new ArrayList<>();
    for (byte[] features : clips) {
      answers.add(new Clip(features.clone(), Trace.of(network, features)));
    }
    return new KnownAnswers(Hashes.sha256Hex(ImageWriter.bytes(image)), answers);
  }

  /** Whether these are the answers of an image, going by its bytes. */
  public boolean belongTo(WeightImage image) {
    return imageSha256.equals(Hashes.sha256Hex(ImageWriter.bytes(image)));
  }
}
