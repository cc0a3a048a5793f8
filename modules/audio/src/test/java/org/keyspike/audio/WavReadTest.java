package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.io.InputException;

class WavReadTest {
  private static final byte[] THREE = WavBytes.integers(16, 1, -2, 3);
  private static final float[] THREE_READ = {1 / 32768f, -2 / 32768f, 3 / 32768f};

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24})
  void integersExactly(int bits) throws InputException {
    long half = 1L << bits - 1;
    long[] values = {0, 1, -1, half - 1, -half, half / 3, -half / 5};
    float[] expected = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      expected[i] = (float) ((double) values[i] / half);
      assertEquals(values[i], (double) expected[i] * half, "float holds " + bits + " bits");
    }
    AudioClip clip = read(WavBytes.file(1, bits, 1, 44_100, WavBytes.integers(bits, values)));
    assertEquals(new AudioClip(expected, 44_100), clip);
  }

  @Test
  void thirtyTwoBitsToTheNearestFloatBelowOne() throws InputException {
    byte[] samples = WavBytes.integers(32, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 1);
    float[] expected = {Math.nextDown(1f), -1, 0.5f, 0x1p-31f};
    assertArrayEquals(expected, read(WavBytes.file(1, 32, 1, 16_000, samples)).samples());
  }

  @Test
  void floatsClippedToFullScale() throws InputException {
    float[] expected = {0.25f, -1, Math.nextDown(1f), 1e-30f, Math.nextDown(1f)};
    byte[] single = WavBytes.floats(0.25f, -1.5f, 1, 1e-30f, 7);
    byte[] twice = WavBytes.doubles(0.25, -1.5, 1, 1e-30f, 7);
    assertArrayEquals(expected, read(WavBytes.file(3, 32, 1, 16_000, single)).samples());
    assertArrayEquals(expected, read(WavBytes.file(3, 64, 1, 16_000, twice)).samples());
  }

  @Test
  void channelsMixedDownByTheirMean() throws InputException {
    byte[] samples = WavBytes.integers(16, 100, 201, -30_000, -32_000, 32_767, -32_768);
    float[] expected = {150.5f / 32768, -31_000f / 32768, -0.5f / 32768};
    assertArrayEquals(expected, read(WavBytes.file(1, 16, 2, 16_000, samples)).samples());
    float[] three = {(100 + 201 - 30_000) / 3f / 32768, (-32_000 + 32_767 - 32_768) / 3f / 32768};
    assertArrayEquals(three, read(WavBytes.file(1, 16, 3, 16_000, samples)).samples());
  }

  @Test
  void extensible() throws InputException {
    byte[] integers = WavBytes.start().extensible(1, 16, 1, 8_000).chunk("data", THREE).riff();
    assertEquals(new AudioClip(THREE_READ, 8_000), read(integers));
    byte[] samples = WavBytes.floats(0.5f);
    byte[] floats = WavBytes.start().extensible(3, 32, 1, 8_000).chunk("data", samples).riff();
    assertEquals(new AudioClip(new float[] {0.5f}, 8_000), read(floats));
  }

  @Test
  void otherChunksAndPaddingPassedOver() throws InputException {
    byte[] odd = "INFOIART odd".concat(".").getBytes(StandardCharsets.US_ASCII);
    byte[] file =
        WavBytes.start()
            .chunk("JUNK", new byte[28])
            .format(1, 16, 1, 16_000)
            .chunk("LIST", odd)
            .chunk("fact", new byte[] {3, 0, 0, 0})
            .chunk("data", THREE)
            .chunk("id3 ", odd)
            .riff();
    assertArrayEquals(THREE_READ, read(file).samples());
  }

  @Test
  void oddDataWithoutItsPadding() throws InputException {
    byte[] padded = WavBytes.file(1, 8, 1, 16_000, WavBytes.integers(8, 1, 2, 3));
    byte[] bare = Arrays.copyOf(padded, padded.length - 1);
    assertEquals(3, read(padded).samples().length);
    assertEquals(read(padded), read(bare));
  }

  /** By ffmpeg and SoX into a pipe, and by a recorder that was killed. */
  @ParameterizedTest
  @ValueSource(longs = {0xFFFF_FFFFL, 0x7FFF_F000L, 0})
  void aLengthThatWasLeftOpenIsThatOfTheFile(long length) throws InputException {
    WavBytes open = WavBytes.start().format(1, 16, 1, 16_000).chunk("data", length, THREE);
    byte[] file = open.riff();
    assertArrayEquals(THREE_READ, read(file).samples());
    Arrays.fill(file, 4, 8, (byte) (length == 0 ? 0 : 0xFF));
    assertArrayEquals(THREE_READ, read(file).samples());
    assertArrayEquals(
        Arrays.copyOf(THREE_READ, 2), read(Arrays.copyOf(file, file.length - 1)).samples());
  }

  @Test
  void emptyDataBeforeOtherChunksIsNoLengthLeftOpen() {
    byte[] file =
        WavBytes.start()
            .format(1, 16, 1, 16_000)
            .chunk("data", new byte[0])
            .chunk("LIST", "INFOISFT".getBytes(StandardCharsets.US_ASCII))
            .riff();
    InputException e = assertThrows(InputException.class, () -> read(file));
    assertEquals("no samples", e.found());
  }

  @Test
  void anOddChunkWithoutItsPadding() throws InputException {
    byte[] odd = "INFOISFTAbcde".getBytes(StandardCharsets.US_ASCII);
    byte[] padded =
        WavBytes.start().format(1, 16, 1, 16_000).chunk("LIST", odd).chunk("data", THREE).riff();
    int data = padded.length - THREE.length - 8;
    byte[] bare = new byte[padded.length - 1];
    System.arraycopy(padded, 0, bare, 0, data - 1);
    System.arraycopy(padded, data, bare, data - 1, bare.length - data + 1);
    assertEquals(read(padded), read(bare));
  }

  @Test
  void lengthInTheRiffHeaderNotNeeded() throws InputException {
    byte[] file = WavBytes.file(1, 16, 1, 16_000, THREE);
    Arrays.fill(file, 4, 8, (byte) 0xFF);
    assertArrayEquals(THREE_READ, read(file).samples());
  }

  @Property(tries = 200)
  void anyLengthChannelsAndRate(
      @ForAll @Size(min = 1, max = 50) short[] values,
      @ForAll @IntRange(min = 1, max = 5) int channels,
      @ForAll @IntRange(min = 1_000, max = 768_000) int rate)
      throws InputException {
    long[] interleaved = new long[values.length * channels];
    float[] expected = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(interleaved, i * channels, (i + 1) * channels, values[i]);
      expected[i] = values[i] / 32768f;
    }
    byte[] samples = WavBytes.integers(16, interleaved);
    AudioClip clip = read(WavBytes.file(1, 16, channels, rate, samples));
    assertEquals(new AudioClip(expected, rate), clip);
    assertEquals((double) values.length / rate, clip.seconds());
  }

  private static AudioClip read(byte[] content) throws InputException {
    return AudioFiles.read(content, "test.wav");
  }
}
