package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.keyspike.io.InputException;

class SphereReadTest {

  @Property(tries = 200)
  void bothByteOrders(@ForAll @Size(min = 1, max = 50) short[] values, @ForAll boolean bigEndian)
      throws InputException {
    float[] expected = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      expected[i] = values[i] / 32768f;
    }
    byte[] file = SphereBytes.of(bigEndian, values).file();
    assertEquals(new AudioClip(expected, 16_000), read(file));
  }

  @Test
  void channelsMixedDown() throws InputException {
    byte[] file =
        SphereBytes.of(true, (short) 100, (short) 300, (short) -2, (short) 4)
            .set("channel_count", "-i 2")
            .set("sample_count", "-i 2")
            .file();
    assertArrayEquals(new float[] {200 / 32768f, 1 / 32768f}, read(file).samples());
  }

  @Test
  void codingMayBeMissingAndBytesMayFollow() throws InputException {
    byte[] file =
        SphereBytes.of(false, (short) 7, (short) 8, (short) 9)
            .without("sample_coding")
            .set("sample_count", "-i 2")
            .set("speaker_id", "-s5 two words")
            .file();
    assertArrayEquals(new float[] {7 / 32768f, 8 / 32768f}, read(file).samples());
  }

  /** All 256 codes, against the decoder of the Java library. */
  @Test
  void muLaw() throws IOException {
    byte[] codes = new byte[256];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) i;
    }
    byte[] file =
        SphereBytes.of(false)
            .set("sample_count", "-i 256")
            .set("sample_n_bytes", "-i 1")
            .set("sample_coding", "-s4 ulaw")
            .set("sample_byte_format", "-s1 1")
            .set("sample_rate", "-i 8000")
            .samples(codes)
            .file();
    assertEquals(new AudioClip(decodedByTheLibrary(codes), 8_000), read(file));
  }

  private static float[] decodedByTheLibrary(byte[] codes) throws IOException {
    AudioFormat from = new AudioFormat(AudioFormat.Encoding.ULAW, 8_000, 8, 1, 1, 8_000, false);
    AudioFormat to = new AudioFormat(8_000, 16, 1, true, false);
    AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(codes), from, codes.length);
    ByteBuffer pcm = ByteBuffer.wrap(AudioSystem.getAudioInputStream(to, in).readAllBytes());
    pcm.order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[codes.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pcm.getShort() / 32768f;
    }
    return samples;
  }

  private static AudioClip read(byte[] content) throws InputException {
    return AudioFiles.read(content, "test.sph");
  }
}
