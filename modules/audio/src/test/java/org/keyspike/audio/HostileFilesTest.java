package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.keyspike.io.InputException;

/** Whatever the bytes, reading ends in a sound clip or an InputException and in nothing else. */
class HostileFilesTest {
  private static final List<byte[]> VALID =
      List.of(
          WavBytes.file(1, 16, 2, 44_100, WavBytes.integers(16, 1, 2, 3, 4, 5, 6)),
          WavBytes.file(3, 32, 1, 16_000, WavBytes.floats(0.1f, -0.2f, 0.3f)),
          WavBytes.start()
              .chunk("LIST", new byte[5])
              .extensible(1, 24, 1, 48_000)
              .chunk("data", WavBytes.integers(24, 1, 2, 3))
              .riff(),
          SphereBytes.of(true, (short) 1, (short) 2, (short) 3).file());

  /** Every proper prefix: no byte of a file can be lost without notice, its padding excepted. */
  @Property(tries = 1000)
  void truncated(@ForAll @IntRange(max = 3) int which, @ForAll @IntRange(max = 2000) int cut) {
    byte[] valid = VALID.get(which);
    int padding = which == 2 ? 1 : 0;
    byte[] prefix = Arrays.copyOf(valid, cut % (valid.length - padding));
    assertThrows(InputException.class, () -> AudioFiles.read(prefix, "truncated"));
  }

  @Property(tries = 3000)
  void flipped(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 2000) Integer> places,
      @ForAll byte change) {
    byte[] file = VALID.get(which).clone();
    for (int place : places) {
      // The header is where it hurts; a SPHERE header is mostly padding.
      file[place % Math.min(file.length, 200)] ^= change;
    }
    readsOrSaysWhy(file);
  }

  @Property(tries = 500)
  void random(@ForAll @Size(max = 100) byte[] tail, @ForAll @IntRange(max = 2) int magic) {
    byte[] head = List.of("RIFF????WAVE", "NIST_1A\n", "").get(magic).getBytes();
    byte[] file = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, file, head.length, tail.length);
    readsOrSaysWhy(file);
  }

  private static void readsOrSaysWhy(byte[] file) {
    try {
      AudioClip clip = AudioFiles.read(file, "hostile");
      assertTrue(clip.samples().length > 0 && clip.samples().length <= file.length);
      for (float sample : clip.samples()) {
        assertTrue(sample >= -1 && sample < 1, "sample " + sample);
      }
    } catch (InputException e) {
      assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
    }
  }
}
