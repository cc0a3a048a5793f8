package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.io.InputException;

class PipedSoundTest {
  private static PipedSound piped(byte... bytes) {
    return new PipedSound(new ByteArrayInputStream(bytes));
  }

  @Test
  void bytesAreSignedAndLittleEndian() throws IOException {
    byte[] bytes = {0, (byte) 0x80, 1, 0, (byte) 0xFF, 0x7F, (byte) 0xFF, (byte) 0xFF, 0, 0x40};
    assertArrayEquals(new short[] {-32_768, 1, 32_767, -1, 16_384}, RawSound.all(piped(bytes)));
  }

  @Test
  void comesInTenthsOfASecondAndWhatIsLeft() throws IOException {
    byte[] bytes = RawSound.random(3_700, 1);
    PipedSound sound = piped(bytes);
    assertEquals("standard input", sound.name());
    List<short[]> chunks = RawSound.chunks(sound);
    assertEquals(List.of(1_600, 1_600, 500), chunks.stream().map(chunk -> chunk.length).toList());
    assertArrayEquals(Arrays.copyOfRange(RawSound.samples(bytes), 1_600, 3_200), chunks.get(1));
  }

  /** Only the end of the stream tells a full tenth from the last one. */
  @Test
  void aFullTenthAtTheEndIsFollowedByNothing() throws IOException {
    PipedSound sound = piped(RawSound.random(1_600, 2));
    assertTrue(sound.next((samples, length) -> assertEquals(1_600, length)));
    assertFalse(sound.next((samples, length) -> assertEquals(0, length)));
  }

  /** A writer that has hardly anything to say is waited for. */
  @Test
  void aSlowWriterChangesNothing() throws IOException {
    byte[] bytes = RawSound.random(2_000, 3);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(7, length));
          }

          @Override
          public int readNBytes(byte[] into, int offset, int length) {
            int total = 0;
            int read = 0;
            while (total < length && read >= 0) {
              total += read;
              read = read(into, offset + total, length - total);
            }
            return total;
          }
        };
    assertArrayEquals(RawSound.samples(bytes), RawSound.all(new PipedSound(slow)));
  }

  @Test
  void halfASampleAtTheEndIsLeftOut() throws IOException {
    assertArrayEquals(new short[] {16_384}, RawSound.all(piped((byte) 0, (byte) 0x40, (byte) 1)));
    byte[] bytes = RawSound.random(1_601, 4);
    byte[] odd = Arrays.copyOf(bytes, 3_201);
    assertArrayEquals(Arrays.copyOf(RawSound.samples(bytes), 1_600), RawSound.all(piped(odd)));
  }

  private static InputException refused(byte... bytes) {
    InputException e = assertThrows(InputException.class, () -> RawSound.all(piped(bytes)));
    assertEquals("standard input", e.file());
    assertTrue(e.expected().startsWith("raw 16-bit little-endian samples"), e.getMessage());
    return e;
  }

  @Test
  void nothingIsRefused() {
    assertEquals("nothing", refused().found());
    assertEquals("nothing", refused((byte) 7).found());
  }

  /** A file has a header, and perhaps another rate. */
  @Test
  void filesAreRefusedByTheirHeader() {
    assertEquals(
        "the header of a RIFF file",
        refused(RawSound.wav(RawSound.random(100, 5), 44_100)).found());
    assertEquals(
        "the header of a NIST file",
        refused("NIST_1A\n   1024\n".getBytes(StandardCharsets.US_ASCII)).found());
  }

  @Test
  void theFirstBytesAloneAreLookedAt() throws IOException {
    byte[] bytes = new byte[3_200 + 4];
    System.arraycopy("RIFF".getBytes(StandardCharsets.US_ASCII), 0, bytes, 3_200, 4);
    assertEquals(1_602, RawSound.all(piped(bytes)).length);
  }

  @Test
  void closingEndsIt() throws IOException {
    PipedSound begun = piped(RawSound.random(4_000, 6));
    assertTrue(begun.next((samples, length) -> {}));
    begun.close();
    assertFalse(begun.next((samples, length) -> assertEquals(0, length)));
    PipedSound never = piped(RawSound.random(4_000, 7));
    never.close();
    assertFalse(never.next((samples, length) -> assertEquals(0, length)), "and is no error");
  }

  @Test
  void aPipeThatBreaksIsNoEnd() {
    IOException broken = new IOException("broken pipe");
    InputStream in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }
        };
    PipedSound sound = new PipedSound(in);
    assertSame(broken, assertThrows(IOException.class, () -> sound.next((samples, length) -> {})));
  }
}
