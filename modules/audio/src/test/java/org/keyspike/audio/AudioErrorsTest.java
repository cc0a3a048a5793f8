package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keyspike.io.InputException;

/** Every way in which a file can be unusable: which field is blamed, and what is said of it. */
class AudioErrorsTest {
  private static final byte[] SAMPLES = WavBytes.integers(16, 1, 2, 3, 4);

  static Stream<Arguments> broken() {
    byte[] wav = WavBytes.file(1, 16, 1, 16_000, SAMPLES);
    return Stream.of(
        Arguments.of("file", "an empty file", new byte[0]),
        Arguments.of("file", "text", "These are words, not sounds.\n".getBytes(UTF_8)),
        Arguments.of("file", "text", "é à la carte".getBytes(UTF_8)),
        Arguments.of("file", "Ogg", bytes("OggS\0\0\0\"")),
        Arguments.of("stream information", "none (truncated)", bytes("fLaC\0\0\0\"")),
        Arguments.of("file", "64-bit RIFF", bytes("RF64\0\0\0\0WAVE")),
        Arguments.of("file", "bytes of an unknown format", new byte[] {1, 2, 3, 0}),
        Arguments.of("RIFF form", "\"AVI \"", bytes("RIFF\0\0\0\0AVI ")),
        Arguments.of("RIFF form", "\"\"", bytes("RIFF")),
        Arguments.of("chunk \"data\"", "none (truncated)", Arrays.copyOf(wav, 40)),
        Arguments.of("chunk \"data\"", "7 bytes (truncated)", Arrays.copyOf(wav, wav.length - 1)),
        Arguments.of("chunk \"fmt \"", "10 bytes (truncated)", Arrays.copyOf(wav, 30)),
        Arguments.of("chunk \"data\"", "it before any format", noFormat()),
        Arguments.of("chunk \"fmt \"", "14 bytes", shortFormat()),
        Arguments.of("chunk \"LI?T\"", "8 bytes (truncated)", lyingChunk()),
        Arguments.of("chunk \"data\"", "no samples", WavBytes.file(1, 16, 1, 16_000, new byte[0])),
        Arguments.of("chunk \"data\"", "8 bytes", WavBytes.file(1, 24, 1, 16_000, SAMPLES)),
        Arguments.of("channels", "0", WavBytes.file(1, 16, 0, 16_000, SAMPLES)),
        Arguments.of("sample rate", "0 Hz", WavBytes.file(1, 16, 1, 0, SAMPLES)),
        Arguments.of("sample rate", "4294967295 Hz", WavBytes.file(1, 16, 1, -1, SAMPLES)),
        Arguments.of("bits per sample", "12", WavBytes.file(1, 12, 1, 16_000, SAMPLES)),
        Arguments.of("bits per sample", "16", WavBytes.file(3, 16, 1, 16_000, SAMPLES)),
        Arguments.of(
            "codec", "format tag 2 (Microsoft ADPCM)", WavBytes.file(2, 4, 1, 16_000, SAMPLES)),
        Arguments.of("codec", "format tag 4711", WavBytes.file(4711, 16, 1, 16_000, SAMPLES)),
        Arguments.of("block align", "3 bytes", with(wav, 32, 3)),
        Arguments.of("extensible chunk \"fmt \"", "16 bytes", with(with(wav, 20, 0xFE), 21, 0xFF)),
        Arguments.of("sub-format", "an unknown identifier", strangeIdentifier()),
        Arguments.of(
            "sample 1", "-12000.0", WavBytes.file(3, 32, 1, 16_000, WavBytes.floats(5, -12_000))),
        Arguments.of(
            "channels",
            "each the other's opposite",
            WavBytes.file(1, 16, 2, 16_000, WavBytes.integers(16, 7, -7, -90, 90))),
        Arguments.of("sample 1", "NaN", WavBytes.file(3, 32, 1, 16_000, notANumber())));
  }

  static Stream<Arguments> brokenSphere() {
    byte[] valid = sphere().file();
    return Stream.of(
        Arguments.of("header", "600 bytes (truncated)", Arrays.copyOf(valid, 600)),
        Arguments.of("samples", "7 bytes (truncated)", Arrays.copyOf(valid, valid.length - 1)),
        Arguments.of("header length", "? ?024", with(with(valid, 9, 1), 11, 1)),
        Arguments.of("header length", "-9 bytes", bytes("NIST_1A\n     -9\n")),
        Arguments.of(
            "header", "no end_head", with(valid, new String(valid, UTF_8).indexOf("end_"), 'x')),
        Arguments.of("sample_coding", "pcm,embedded-shorten-v2.00", compressed()),
        Arguments.of("sample_coding", "alaw", sphere().set("sample_coding", "-s4 alaw").file()),
        Arguments.of("sample_n_bytes", "1", sphere().set("sample_n_bytes", "-i 1").file()),
        Arguments.of("sample_byte_format", "1", sphere().set("sample_byte_format", "-s1 1").file()),
        Arguments.of(
            "sample_byte_format", "nothing", sphere().without("sample_byte_format").file()),
        Arguments.of("channel_count", "0", sphere().set("channel_count", "-i 0").file()),
        Arguments.of("sample_rate", "0 Hz", sphere().set("sample_rate", "-i 0").file()),
        Arguments.of("sample_rate", "nothing", sphere().without("sample_rate").file()),
        Arguments.of("sample_count", "0", sphere().set("sample_count", "-i 0").file()),
        Arguments.of("sample_count", "many", sphere().set("sample_count", "-s4 many").file()),
        Arguments.of(
            "samples",
            "8 bytes (truncated)",
            sphere().set("sample_count", "-i " + Long.MAX_VALUE).file()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"broken", "brokenSphere"})
  void isSaidInOneLine(String field, String found, byte[] content) {
    InputException error =
        assertThrows(InputException.class, () -> AudioFiles.read(content, "dir/clip.wav"));
    assertEquals("dir/clip.wav", error.file());
    assertEquals(field, error.field());
    assertEquals(found, error.found());
    assertFalse(error.expected().isBlank());
    String line = "dir/clip.wav: " + field + ": found " + found + ", expected " + error.expected();
    assertEquals(line, error.getMessage());
    assertTrue(line.chars().noneMatch(Character::isISOControl), "one line: " + line);
  }

  @Test
  void directoryAndMissingFile(@TempDir Path folder) {
    InputException directory = assertThrows(InputException.class, () -> AudioFiles.read(folder));
    assertEquals("a directory", directory.found());
    Path missing = folder.resolve("missing.wav");
    InputException nothing =
        assertThrows(InputException.class, () -> AudioFiles.readAt(missing, 16_000));
    assertEquals("nothing of this name", nothing.found());
    assertEquals(missing.toString(), nothing.file());
  }

  /** Root may read all; elsewhere the permission is what is said, not the exception. */
  @Test
  void aFileWithoutPermission(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.wav"), WavBytes.file(1, 16, 1, 16_000, SAMPLES));
    Files.setPosixFilePermissions(file, Set.of());
    assumeFalse(Files.isReadable(file), "this user may read every file");
    InputException error = assertThrows(InputException.class, () -> AudioFiles.read(file));
    assertEquals("no permission to read or write it", error.found());
  }

  @Test
  void formatsAreToldByTheirFirstBytes() {
    assertEquals(Optional.of("FLAC"), AudioFiles.format(bytes("fLaC\0\0\0\"")));
    assertEquals(Optional.of("Ogg"), AudioFiles.format(bytes("OggS")));
    assertEquals(Optional.of("MP3"), AudioFiles.format(bytes("ID3\3")));
    assertEquals(Optional.of("RIFF"), AudioFiles.format(bytes("RIFF")));
    assertEquals(Optional.of("NIST"), AudioFiles.format(bytes("NIST_1A\n   1024\n")));
    assertEquals(Optional.empty(), AudioFiles.format(new byte[16]));
    assertEquals(Optional.empty(), AudioFiles.format(new byte[0]));
  }

  @Test
  void emptyFile(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.wav"));
    InputException error = assertThrows(InputException.class, () -> AudioFiles.read(empty));
    assertEquals("an empty file", error.found());
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private static SphereBytes sphere() {
    return SphereBytes.of(false, (short) 1, (short) 2, (short) 3, (short) 4);
  }

  private static byte[] compressed() {
    return sphere().set("sample_coding", "-s26 pcm,embedded-shorten-v2.00").file();
  }

  private static byte[] noFormat() {
    return WavBytes.start().chunk("data", SAMPLES).format(1, 16, 1, 16_000).riff();
  }

  private static byte[] shortFormat() {
    return WavBytes.start().chunk("fmt ", new byte[14]).chunk("data", SAMPLES).riff();
  }

  private static byte[] lyingChunk() {
    return WavBytes.start().chunk("LI\nT", 0xFFFF_FFF0L, SAMPLES).riff();
  }

  private static byte[] strangeIdentifier() {
    byte[] file = WavBytes.start().extensible(1, 16, 1, 16_000).chunk("data", SAMPLES).riff();
    return with(file, 59, 0x72);
  }

  private static byte[] notANumber() {
    return WavBytes.floats(0, Float.NaN);
  }

  private static byte[] with(byte[] file, int at, int value) {
    byte[] changed = file.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
