package org.keyspike.datasets.contamination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.Pcm16;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Sphere;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.Hashes;

class ClipIdentityTest {
  @TempDir Path folder;

  private Optional<Long> sound(float[] samples) throws IOException {
    Path file = Files.createTempFile(folder, "clip", ".wav");
    AudioFiles.writeWav(file, new AudioClip(samples, 16_000));
    return ClipIdentity.of(file).sound();
  }

  @Test
  void soundIsTheSameInAnotherContainerAndWithZerosAround() throws IOException {
    AudioClip clip = Made.noise(3_000, 1);
    Optional<Long> key = sound(clip.samples());
    assertTrue(key.isPresent());
    assertEquals(key, ClipIdentity.of(Sphere.write(folder.resolve("a.wav"), clip)).sound());
    assertEquals(key, sound(Arrays.copyOf(clip.samples(), 16_000)), "zeros at the end");
    float[] late = new float[5_000];
    System.arraycopy(clip.samples(), 0, late, 700, 3_000);
    assertEquals(key, sound(late), "zeros at the beginning");
    float[] other = clip.samples().clone();
    other[2_999] += 1f / 32_768;
    assertNotEquals(key, sound(other), "one sample is another");
    other = clip.samples().clone();
    other[1_500] = 0;
    assertNotEquals(key, sound(other), "a zero within");
  }

  @Test
  void soundIsTheDigestOfIntegers() throws IOException {
    AudioClip clip = Made.noise(100, 2);
    ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : clip.samples()) {
      bytes.putShort(Pcm16.of(sample));
    }
    long digest = ByteBuffer.wrap(Hashes.sha256().digest(bytes.array())).getLong();
    assertEquals(Optional.of(digest), sound(clip.samples()));
  }

  @Test
  void silenceIsNobodys() throws IOException {
    assertEquals(Optional.empty(), sound(new float[500]));
  }

  @ParameterizedTest
  @CsvSource({
    "yes/0a7c2a8d_nohash_0, yes/0a7c2a8d_nohash_0",
    "recorded/yes/0a7c2a8d_nohash_12, yes/0a7c2a8d_nohash_12",
    "Hey you/0A7C2A8D_nohash_0, hey_you/0a7c2a8d_nohash_0",
    "train/dr1/fcjf0/sx127, fcjf0/sx127",
    "TEST/DR2/MBBB1/SI5, mbbb1/si5"
  })
  void nameIsWhatIsPublished(String name, String known) {
    byte[] digest = Hashes.sha256().digest(known.getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.of(ByteBuffer.wrap(digest).getLong()), ClipIdentity.nameOf(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes/3",
        "yes/anna_nohash_0",
        "0a7c2a8d_nohash_0",
        "yes/0a7c2a8d_nohash_",
        "_silence_/pink_noise_00001",
        "low/train0"
      })
  void namesThatCouldBeAnybodysAreNone(String name) {
    assertEquals(Optional.empty(), ClipIdentity.nameOf(name));
  }

  @Test
  void ofAClipIsThatOfItsWholeRecording() throws IOException {
    Path file = Made.clip(folder, "yes/0a7c2a8d_nohash_0.wav", 20_000);
    Utterance cut = new Utterance("yes/0a7c2a8d_nohash_0", file, 3_000, 16_000, new int[1]);
    ClipIdentity identity = ClipIdentity.of(cut);
    assertEquals(ClipIdentity.of(file).sound(), identity.sound());
    assertEquals(ClipIdentity.nameOf(cut.name()), identity.name());
    assertEquals(Optional.empty(), ClipIdentity.of(file).name());
  }
}
