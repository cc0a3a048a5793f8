package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
  @TempDir Path folder;

  @Test
  void whatIsNotCommittedIsDeleted() throws IOException {
    try (Staging staging = Staging.beside(folder.resolve("new/file"))) {
      Files.createDirectories(staging.path().resolve("a/b"));
      Files.writeString(staging.path().resolve("a/b/c"), "half");
    }
    assertEquals(List.of(), entries(folder.resolve("new")));
  }

  @Test
  void aFileReplacesAnother() throws IOException {
    Path target = Files.writeString(folder.resolve("file"), "old");
    try (Staging staging = Staging.beside(target)) {
      Files.writeString(staging.path(), "new");
      assertEquals("old", Files.readString(target));
      staging.commitFile();
    }
    assertEquals("new", Files.readString(target));
    assertEquals(List.of("file"), entries(folder));
  }

  @Test
  void theFolderThatWasFirstStays() throws IOException {
    Path target = folder.resolve("folder");
    try (Staging staging = Staging.beside(target)) {
      Files.createDirectory(staging.path());
      Files.createDirectory(target);
      Files.writeString(target.resolve("first"), "");
      staging.commitFolder();
    }
    assertEquals(List.of("first"), entries(target));
    assertEquals(List.of("folder"), entries(folder));
  }

  /** The number of a process says nothing: it may be another's by now, or of another container. */
  @Test
  void whatNobodyHoldsGoesWhateverItsName() throws IOException {
    Files.createDirectories(folder.resolve(".thing.1.0.part/sub"));
    String own = ".thing." + ProcessHandle.current().pid() + ".999.part";
    Files.writeString(folder.resolve(own), "of this number, once");
    Files.writeString(folder.resolve(".other.1.0.part"), "of something else");
    try (Staging held = Staging.beside(folder.resolve("thing"))) {
      Files.writeString(held.path(), "at work");
      try (Staging staging = Staging.beside(folder.resolve("thing"))) {
        Files.writeString(staging.path(), "whole");
        staging.commitFile();
      }
      assertEquals("at work", Files.readString(held.path()));
    }
    assertEquals(List.of(".other.1.0.part", "thing"), entries(folder));
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
