package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private List<String> files(String below) throws IOException {
    return FileTree.files(folder.resolve(below)).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  @Test
  void whatSystemsLeaveIsNoContent() throws IOException {
    for (String name :
        List.of("._b.wav", ".DS_Store", "__MACOSX/b/b.wav", "@eaDir/b.wav", "lost+found/x")) {
      file("data/" + name);
      assertTrue(FileTree.hidden(Path.of(name).getName(0).toString()), name);
    }
    file("data/b/b.wav");
    assertFalse(FileTree.hidden("_background_noise_"));
    assertEquals(List.of("data/b/b.wav"), files("data"));
    assertEquals(List.of(folder.resolve("data/b")), FileTree.entries(folder.resolve("data")));
  }

  @Test
  void linksAreFollowedAndEveryFolderIsReadOnce() throws IOException {
    file("data/real/b.wav");
    file("elsewhere/c.wav");
    Files.createSymbolicLink(folder.resolve("data/a"), folder.resolve("data/real"));
    Files.createSymbolicLink(folder.resolve("data/real/round"), folder.resolve("data"));
    Files.createSymbolicLink(folder.resolve("data/one"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("data/two"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("data/d.wav"), folder.resolve("elsewhere/c.wav"));
    Files.createSymbolicLink(folder.resolve("data/gone.wav"), folder.resolve("nowhere.wav"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));
    assertEquals(
        List.of("link/d.wav", "link/gone.wav", "link/one/c.wav", "link/real/b.wav"), files("link"));
  }
}
