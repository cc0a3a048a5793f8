package org.keyspike.tutorials;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keyspike.spotting.KeywordSpotter;

/** Tutorial 2: keywords in a stream of sound, detected by a published network. */
public final class Tutorial2SpotInAStream {
  private static final int WAV_HEADER_BYTES = 44;

  private Tutorial2SpotInAStream() {}

  /**
   * Prints the keywords of a sound.
   *
   * @param args a network and a 16-bit WAV file of 16 kHz, both optional
   */
  public static void main(String[] args) throws IOException {
    Path network = Path.of(args.length > 0 ? args[0] : "models/gsc-mini/spotter");
    Path sound = Path.of(args.length > 1 ? args[1] : "models/hello.wav");
    try (InputStream in = Files.newInputStream(sound)) {
      in.skipNBytes(WAV_HEADER_BYTES);
      spot(network, in);
    }
  }

  // begin spot
  static void spot(Path network, InputStream sound) throws IOException {
    KeywordSpotter spotter = KeywordSpotter.open(network);
    byte[] bytes = new byte[3_200]; // a tenth of a second: 16-bit samples, mono, 16 kHz
    short[] samples = new short[bytes.length / 2];
    while (sound.readNBytes(bytes, 0, bytes.length) == bytes.length) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      spotter.accept(samples, word -> System.out.printf("%s at %.1f s%n", word.name(), word.end()));
    }
  }
  // end spot
}
