package org.keyspike.datasets.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.io.InputException;

class ClipListTest {
  private static final String HEADER = "name\tpart\tsha256\n";
  private static final String HASH = "0a".repeat(32);
  private static final String LINE = "yes/a.wav\ttrain\t" + HASH + "\n";
  private static final String NOISE = "_background_noise_/n.wav\tbackground\t" + HASH + "\n";

  private static ClipList read(String content) throws IOException {
    Path folder = Files.createTempDirectory("clips");
    Path file = Files.writeString(folder.resolve("two.tsv"), content);
    try {
      return ClipList.read(file);
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  @Test
  void aLineIsAClip() throws IOException {
    assertEquals(
        new ClipList(
            "two",
            List.of(
                new ClipList.Clip("yes/a.wav", ClipList.Part.TRAIN, HASH),
                new ClipList.Clip("_background_noise_/n.wav", ClipList.Part.BACKGROUND, HASH))),
        read(HEADER + LINE + NOISE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.wav\ttrain\t",
        "/yes/a.wav\ttrain\t",
        "yes/.a.wav\ttrain\t",
        "yes/a.wav\tlearn\t",
        "yes/a.wav\tbackground\t",
        "_background_noise_/n.wav\ttrain\t",
        "yes/a.wav\ttrain\t0"
      })
  void aLineThatIsNoneIsNamed(String start) {
    InputException e =
        assertThrows(InputException.class, () -> read(HEADER + LINE + start + HASH + "\n"));
    assertEquals("line 3", e.field());
  }

  @Test
  void headerClipsAndEachOnce() {
    assertEquals("line 1", assertThrows(InputException.class, () -> read(LINE + LINE)).field());
    assertEquals("line 1", assertThrows(InputException.class, () -> read(HEADER)).field());
    InputException twice = assertThrows(InputException.class, () -> read(HEADER + LINE + LINE));
    assertEquals("line 3", twice.field());
    assertEquals("yes/a.wav again", twice.found());
  }

  @Property(tries = 200)
  void whateverTheTextItIsAListOrOneLine(@ForAll String junk, @ForAll int cut) throws IOException {
    String good = HEADER + LINE + NOISE;
    int at = Math.floorMod(cut, good.length());
    try {
      assertTrue(!read(good.substring(0, at) + junk + good.substring(at)).clips().isEmpty());
    } catch (InputException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }
}
