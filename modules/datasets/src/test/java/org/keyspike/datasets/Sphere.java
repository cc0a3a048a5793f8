package org.keyspike.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.Pcm16;

/** NIST SPHERE files of 16 bits, for tests. */
public final class Sphere {
  private static final int HEADER = 1024;

  private Sphere() {}

  /** Writes a clip. */
  public static Path write(Path file, AudioClip clip) throws IOException {
    int n = clip.samples().length;
    String header =
        """
        NIST_1A
           1024
        sample_count -i %d
        sample_rate -i %d
        channel_count -i 1
        sample_n_bytes -i 2
        sample_byte_format -s2 10
        sample_coding -s3 pcm
        end_head
        """
            .formatted(n, clip.sampleRate());
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + 2 * n).order(ByteOrder.BIG_ENDIAN);
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    while (bytes.position() < HEADER) {
      bytes.put((byte) ' ');
    }
    for (float sample : clip.samples()) {
      bytes.putShort(Pcm16.of(sample));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, bytes.array());
  }
}
