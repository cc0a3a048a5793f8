package org.keyspike.spotting;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** What the README shows. */
final class SpottingExample {
  private SpottingExample() {}

  // README begins
  static void spot(String network, InputStream sound) throws IOException {
    KeywordSpotter spotter = KeywordSpotter.open(Path.of(network));
    byte[] bytes = new byte[3_200]; // a tenth of a second: 16-bit samples, mono, 16 kHz
    short[] samples = new short[bytes.length / 2];
    while (sound.readNBytes(bytes, 0, bytes.length) == bytes.length) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      spotter.accept(
          samples, heard -> System.out.printf("%s at %.1f s%n", heard.name(), heard.end()));
    }
  }
  // README ends
}
