package org.keyspike.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files divided among tasks. */
class SoundPortionTest {
  @Test
  void everyFileIsInOnePortionAndNoneIsMuchLarger() {
    Random random = new Random(1);
    List<SoundFile> files = new ArrayList<>();
    long all = 0;
    for (int i = 0; i < 5_000; i++) {
      SoundFile file = new SoundFile("f" + i, 1 + random.nextInt(2_000_000), i);
      files.add(file);
      all += file.bytes();
    }
    List<SoundPortion> portions = SoundPortion.of("settings", files, Map.of("f7", "f7.wrd"));
    List<SoundFile> divided = portions.stream().flatMap(one -> one.files().stream()).toList();
    assertEquals(files, divided);
    long most = 64L << 20;
    assertTrue(all > 16 * most, "more than a few portions");
    for (SoundPortion portion : portions.subList(0, portions.size() - 1)) {
      long bytes = portion.files().stream().mapToLong(SoundFile::bytes).sum();
      assertTrue(bytes <= most && bytes > most - 2_000_000, () -> String.valueOf(bytes));
    }
    assertEquals(Map.of("f7", "f7.wrd"), portions.get(0).words());
    assertEquals(Map.of(), portions.get(1).words());
  }

  @Test
  void aSmallFolderIsDividedToo() {
    List<SoundFile> files = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      files.add(new SoundFile("f" + i, 1_000, i));
    }
    assertEquals(16, SoundPortion.of("settings", files, Map.of()).size());
    SoundFile large = new SoundFile("large", Long.MAX_VALUE / 2, 0);
    assertEquals(1, SoundPortion.of("settings", List.of(large), Map.of()).size());
  }

  @Test
  void theKeySaysSettingsAndVersionsOfFiles() {
    HashSet<String> keys = new HashSet<>();
    for (SoundFile file :
        List.of(new SoundFile("a", 1, 1), new SoundFile("a", 1, 2), new SoundFile("b", 1, 1))) {
      for (String settings : List.of("s", "t")) {
        keys.add(SoundPortion.of(settings, List.of(file), Map.of()).get(0).key());
      }
    }
    assertEquals(6, keys.size());
    assertNotEquals("", keys.iterator().next());
  }
}
