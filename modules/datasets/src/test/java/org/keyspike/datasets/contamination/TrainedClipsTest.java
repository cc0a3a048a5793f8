package org.keyspike.datasets.contamination;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class TrainedClipsTest {
  private static final String DATA = "0123456789abcdef".repeat(4);
  private static final int COUNTS = 40;

  @TempDir Path folder;

  private Path noise;
  private TrainedClips clips;
  private byte[] bytes;

  private Utterance clip(String name) throws IOException {
    Path file = Made.clip(folder, name + ".wav", 2_000);
    return new Utterance(name, file, 0, 16_000, new int[1]);
  }

  @BeforeEach
  void list() throws IOException {
    noise = Made.clip(folder, "_background_noise_/hum.wav", 5_000);
    clips = list(2);
    bytes = TrainedClipsFormat.bytes(clips);
  }

  private TrainedClips list(int threads) throws IOException {
    Dataset dataset =
        new Dataset(
            "d",
            List.of("yes"),
            false,
            Map.of(
                Split.TRAIN,
                List.of(clip("yes/00000001_nohash_0"), clip("yes/anna"), clip("yes/bert")),
                Split.VALIDATION,
                List.of(clip("yes/00000002_nohash_0")),
                Split.TEST,
                List.of(clip("yes/00000003_nohash_0"))));
    return TrainedClips.of(dataset, List.of(noise), DATA, threads, ProgressListener.NONE);
  }

  private Optional<Split> part(Path file, String name) throws IOException {
    return clips.part(ClipIdentity.of(new Utterance(name, file, 0, 16_000, new int[1])));
  }

  @Test
  void tellsThePartOfAClip() throws IOException {
    Path renamed = folder.resolve("renamed.wav");
    Files.copy(folder.resolve("yes/bert.wav"), renamed);
    Path other = Made.clip(folder, "other.wav", 900);
    assertEquals(Optional.of(Split.TRAIN), part(renamed, "no/1"), "by its sound");
    assertEquals(Optional.of(Split.TRAIN), part(other, "x/yes/00000001_nohash_0"), "by its name");
    assertEquals(Optional.of(Split.VALIDATION), part(other, "yes/00000002_nohash_0"));
    assertEquals(Optional.empty(), part(other, "yes/anna"), "a name that says nothing");
    assertEquals(Optional.empty(), part(other, "no/00000001_nohash_0"), "another word");
    assertEquals(
        Optional.empty(),
        part(folder.resolve("yes/00000003_nohash_0.wav"), "yes/00000003_nohash_0"));
    assertEquals(Optional.of(Split.TRAIN), clips.part(ClipIdentity.of(noise)), "mixed in");
    assertEquals(3, clips.clips(Split.TRAIN));
    assertEquals(1, clips.clips(Split.VALIDATION));
  }

  @Test
  void isTheSameWhateverTheThreads() throws IOException {
    assertArrayEquals(bytes, TrainedClipsFormat.bytes(list(1)));
  }

  @Test
  void layoutIsThatOfTheDocumentation() throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(68 + 8 * (4 + 1 + 1 + 1), bytes.length);
    assertEquals("KSTC", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
    assertEquals(1, in.getInt(4));
    assertEquals(0x67452301, in.getInt(8), "the first bytes of the data's hash");
    assertArrayEquals(
        new int[] {3, 4, 1, 1, 1, 1},
        new int[] {
          in.getInt(40), in.getInt(44), in.getInt(48), in.getInt(52), in.getInt(56), in.getInt(60)
        });
    byte[] name = new byte[8];
    in.position(64 + 4 * 8).get(name);
    assertEquals(
        ClipIdentity.nameOf("yes/00000001_nohash_0").orElseThrow(),
        ByteBuffer.wrap(name).getLong());
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("run/trained-on.bin");
    clips.write(file);
    TrainedClips read = TrainedClips.read(file);
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertArrayEquals(bytes, TrainedClipsFormat.bytes(read));
    assertEquals(DATA, read.data());
  }

  private InputException refused(byte[] content) {
    return assertThrows(
        InputException.class, () -> TrainedClipsFormat.parse(Path.of("x"), content));
  }

  private byte[] changed(int at, int value) {
    byte[] other = bytes.clone();
    ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return signed(other);
  }

  private static byte[] signed(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, content.length - 4);
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(content.length - 4, (int) crc.getValue());
    return content;
  }

  @Test
  void hostileBytesAreRefused() {
    for (int length = 0; length < bytes.length; length++) {
      refused(Arrays.copyOf(bytes, length));
    }
    for (int i = 0; i < bytes.length; i++) {
      byte[] other = bytes.clone();
      other[i] ^= 1;
      refused(other);
    }
    assertEquals("version", refused(changed(4, 2)).field());
    assertEquals("counts", refused(changed(COUNTS, -1)).field());
    assertEquals("counts", refused(changed(COUNTS + 20, Integer.MIN_VALUE)).field());
    assertEquals("size", refused(changed(COUNTS + 4, Integer.MAX_VALUE)).field());
    assertEquals("size", refused(changed(COUNTS + 8, 2)).field());
    assertEquals("size", refused(signed(Arrays.copyOf(bytes, bytes.length + 8))).field());
    byte[] doubled = bytes.clone();
    System.arraycopy(doubled, 64, doubled, 72, 8);
    assertEquals("keys", refused(signed(doubled)).field(), "a key twice");
    byte[] unsorted = bytes.clone();
    System.arraycopy(bytes, 64, unsorted, 72, 8);
    System.arraycopy(bytes, 72, unsorted, 64, 8);
    assertEquals("keys", refused(signed(unsorted)).field(), "keys in another order");
  }

  @Test
  void rubbishWithARightChecksumIsReadOrRefused() throws IOException {
    long seed = 20_261_128;
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] content = bytes.clone();
      content[random.nextInt(4, content.length - 4)] = (byte) random.nextInt();
      signed(content);
      try {
        assertArrayEquals(
            content,
            TrainedClipsFormat.bytes(TrainedClipsFormat.parse(Path.of("x"), content)),
            "seed " + seed);
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 100 && refused < 2_000, "seed " + seed + ": " + refused);
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    assertThrows(InputException.class, () -> TrainedClips.read(folder));
    assertThrows(InputException.class, () -> TrainedClips.read(folder.resolve("missing")));
    Path sound = folder.resolve("sound.wav");
    AudioFiles.writeWav(sound, Made.noise(2_000, 3));
    assertThrows(InputException.class, () -> TrainedClips.read(sound));
  }
}
