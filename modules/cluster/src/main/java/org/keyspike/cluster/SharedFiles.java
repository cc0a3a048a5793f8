package org.keyspike.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.keyspike.io.FileProblem;
import org.keyspike.io.InputException;

/**
 * Files of any file system that Hadoop knows: of this machine, of a cluster, of an object store.
 *
 * @param folder where names begin
 * @param system that holds it
 */
record SharedFiles(Path folder, FileSystem system) {

  /**
   * Opens a folder, which need not be there.
   *
   * @param name a path, or a URI
   * @throws InputException if there is no such file system
   */
  static SharedFiles of(String name, Configuration settings) throws IOException {
    try {
      Path path = new Path(name);
      FileSystem system = path.getFileSystem(settings);
      // Checksums of one's own beside each file are of no use to others.
      system.setWriteChecksum(false);
      return new SharedFiles(system.makeQualified(path), system);
    } catch (IllegalArgumentException e) {
      throw new InputException(name, String.valueOf(e.getMessage()), "a path or a URI").because(e);
    } catch (IOException e) {
      throw new InputException(
              name, FileProblem.reason(e), "a folder of a file system that Hadoop knows")
          .because(e);
    }
  }

  /** The place of a name. */
  Path at(String name) {
    // Not by the constructor that parses: it takes what is before a colon for a scheme.
    URI own = folder.toUri();
    return new Path(own.getScheme(), own.getAuthority(), own.getPath() + "/" + name);
  }

  /** Whether the folder itself is there. */
  boolean exists() throws IOException {
    return system.exists(folder);
  }

  /** Whether there is a file of this name. */
  boolean exists(String name) throws IOException {
    return system.exists(at(name));
  }

  /** The whole of a file. */
  byte[] read(String name) throws IOException {
    try (InputStream in = system.open(at(name))) {
      return in.readAllBytes();
    }
  }

  /** What fills a file. */
  @FunctionalInterface
  interface Content {
    /** Writes a file of this place. */
    void writeTo(Path place) throws IOException;
  }

  /**
   * Writes a file that is there whole or not at all: beside, then renamed. If there is one of this
   * name already, it stays: the name says what is in it.
   */
  void writeOnce(String name, Content content) throws IOException {
    Path place = at(name);
    Path beside = new Path(place.getParent(), "." + place.getName() + "." + UUID.randomUUID());
    try {
      content.writeTo(beside);
      if (!system.rename(beside, place) && !system.exists(place)) {
        throw new IOException(place + " cannot be written");
      }
    } finally {
      system.delete(beside, false);
    }
  }

  /** Writes a text as a whole, in the place of one of this name. */
  void write(String name, String text) throws IOException {
    delete(name);
    writeOnce(name, beside -> writeText(beside, text));
  }

  /** Writes a text as a whole, unless there is one of this name. */
  void writeTextOnce(String name, String text) throws IOException {
    writeOnce(name, beside -> writeText(beside, text));
  }

  /** Removes a file, if there is one of this name. */
  void delete(String name) throws IOException {
    system.delete(at(name), false);
  }

  private void writeText(Path place, String text) throws IOException {
    try (OutputStream out = system.create(place, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The files of the folder and of all in it, but for hidden ones, by name. */
  List<SoundFile> below() throws IOException {
    List<SoundFile> files = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
    while (all.hasNext()) {
      FileStatus file = all.next();
      String name = folder.toUri().relativize(file.getPath().toUri()).getPath();
      if (!name.startsWith(".") && !name.contains("/.")) {
        files.add(new SoundFile(name, file.getLen(), file.getModificationTime()));
      }
    }
    files.sort(Comparator.comparing(SoundFile::name));
    return files;
  }

  /** Whether nothing is in the folder. */
  boolean empty() throws IOException {
    return !exists() || system.listStatus(folder).length == 0;
  }

  /** Removes what was begun in a folder in it and left unfinished, by a worker that was lost. */
  void tidy(String inside) throws IOException {
    if (exists(inside)) {
      for (FileStatus file : system.listStatus(at(inside))) {
        if (file.getPath().getName().startsWith(".")) {
          system.delete(file.getPath(), false);
        }
      }
    }
  }

  /** The names of files of one folder in it; none if that is not there. */
  List<String> names(String inside) throws IOException {
    if (!exists(inside)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (FileStatus file : system.listStatus(at(inside))) {
      if (!file.getPath().getName().startsWith(".")) {
        names.add(inside + "/" + file.getPath().getName());
      }
    }
    names.sort(null);
    return names;
  }
}
