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

  @Test
  void leftoversOfDeadProcessesGoOthersStay() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process dead = new ProcessBuilder(java, "-version").start();
    dead.waitFor();
    String living = ".thing." + ProcessHandle.current().pid() + ".999.part";
    Files.createDirectories(folder.resolve(".thing." + dead.pid() + ".0.part/sub"));
    Files.writeString(folder.resolve(living), "at work");
    Files.writeString(folder.resolve(".other." + dead.pid() + ".0.part"), "of something else");
    try (Staging staging = Staging.beside(folder.resolve("thing"))) {
      Files.writeString(staging.path(), "whole");
      staging.commitFile();
    }
    assertEquals(List.of(".other." + dead.pid() + ".0.part", living, "thing"), entries(folder));
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
