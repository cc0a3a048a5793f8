package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
  @TempDir Path folder;

  @Test
  void aUserWhomTheSystemDoesNotKnowHasOneInTheCache() {
    String own = folder.resolve("cache/home").toString();
    assertEquals(own, HomeFolder.of("?", Optional.empty(), folder.resolve("cache")));
    assertEquals(own, HomeFolder.of("?", Optional.of("/no/such"), folder.resolve("cache")));
    assertEquals(own, HomeFolder.of(null, Optional.of("here"), folder.resolve("cache")));
    assertEquals(
        folder.toString(),
        HomeFolder.of("?", Optional.of(folder.toString()), folder.resolve("cache")));
    assertEquals(
        folder.toString(),
        HomeFolder.of(folder.toString(), Optional.of("/"), folder.resolve("cache")));
  }
}
