package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.FileHash;
import org.keyspike.io.InputException;
import org.keyspike.io.KnownHashes;

class SoundReaderTest {
  @TempDir Path folder;

  @Test
  void soundIsThatOfItsHashOrNone() throws IOException {
    Path file = Made.clip(folder, "a.wav", 1_600);
    Path other = Made.clip(folder, "b.wav", 800);
    FileHash hash = FileHash.of(file);
    FileHash otherHash = FileHash.of(other);
    SoundReader reader =
        new SoundReader(
            new KnownHashes(), path -> Optional.of(path.equals(file) ? hash : otherHash));
    Utterance utterance = new Utterance("a", file, 320, 480, new int[] {0});
    assertArrayEquals(utterance.samples(), reader.samples(utterance));
    assertSame(reader.sound(file), reader.sound(file), "read once");
    Utterance longer = new Utterance("b", other, 320, 800, new int[] {0});
    assertArrayEquals(longer.samples(), reader.samples(longer));

    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    InputException e = assertThrows(InputException.class, () -> reader.samples(utterance));
    assertEquals(file.toString(), e.file());
    assertEquals("content", e.field());
    SoundReader unknown = new SoundReader(new KnownHashes(), path -> Optional.empty());
    assertArrayEquals(utterance.samples(), unknown.samples(utterance));
  }
}
