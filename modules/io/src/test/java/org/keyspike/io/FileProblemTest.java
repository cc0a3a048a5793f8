package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {
  @Test
  void reasonsAreInWords() {
    for (IOException e :
        List.of(
            new AccessDeniedException("x"), new FileNotFoundException("x (Permission denied)"))) {
      assertEquals("no permission to read or write it", FileProblem.reason(e));
    }
    assertEquals("no such file or folder", FileProblem.reason(new NoSuchFileException("x")));
    assertEquals(
        "found a file, expected a folder", FileProblem.reason(new NotDirectoryException("x")));
    assertEquals("broken pipe", FileProblem.reason(new IOException("broken pipe")));
    assertEquals("IOException", FileProblem.reason(new IOException()));
  }

  @Test
  void aFullDiskIsNamed(@TempDir Path folder) {
    IOException full = new IOException("No space left on device");
    assertEquals("cannot be written, the disk is full", FileProblem.reason(full));
    Path file = folder.resolve("a");
    FileSystemException named =
        assertThrows(
            FileSystemException.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      throw full;
                    }));
    assertEquals(file.toString(), named.getFile());
    assertEquals(0, folder.toFile().list().length);
  }
}
