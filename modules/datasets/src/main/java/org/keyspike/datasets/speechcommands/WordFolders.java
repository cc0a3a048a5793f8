package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;

/**
 * A folder in the layout of Speech Commands: a folder of clips for every word.
 *
 * @param folder where it is
 * @param clips the clips of every word, words and clips by name
 */
public record WordFolders(Path folder, SortedMap<String, List<Path>> clips) {
  public static final String BACKGROUND_NOISE = "_background_noise_";
  private static final String EXTENSION = ".wav";

  /**
   * @throws InputException if it is no folder, or there is no word in it, or a word without clips
   */
  static WordFolders read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder,
          "folder",
          Files.exists(folder) ? "a file" : "nothing of this name",
          "a folder with a folder of clips for each word");
    }
    SortedMap<String, List<Path>> clips = new TreeMap<>();
    for (Path word : list(folder)) {
      String name = word.getFileName().toString();
      if (Files.isDirectory(word) && !name.startsWith(".") && !name.equals(BACKGROUND_NOISE)) {
        List<Path> own = recordings(word);
        if (own.isEmpty()) {
          throw new InputException(word, "clips", "none", "at least one .wav file");
        }
        clips.put(name, own);
      }
    }
    if (clips.isEmpty()) {
      throw new InputException(folder, "words", "none", "a folder of .wav files for each word");
    }
    return new WordFolders(folder, clips);
  }

  /** The background recordings, by name; none if there are none. */
  List<Path> background() throws IOException {
    return recordings(folder.resolve(BACKGROUND_NOISE));
  }

  /** Every third of the background recordings, a part of its own for each split. */
  List<Path> background(Split split) throws IOException {
    List<Path> all = background();
    List<Path> own = new ArrayList<>();
    for (int i = split.ordinal(); i < all.size(); i += Split.values().length) {
      own.add(all.get(i));
    }
    return own;
  }

  /** A clip's name: {@code word/file}, as the split lists write it. */
  static String name(Path clip) {
    return clip.getParent().getFileName() + "/" + clip.getFileName();
  }

  /** A clip's name without the extension. */
  static String stem(Path clip) {
    String name = name(clip);
    return name.substring(0, name.length() - EXTENSION.length());
  }

  /** The recordings in a folder, by name; none if there is no such folder. */
  static List<Path> recordings(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    for (Path file : list(folder)) {
      String name = file.getFileName().toString();
      if (name.toLowerCase(Locale.ROOT).endsWith(EXTENSION) && !name.startsWith(".")) {
        files.add(file);
      }
    }
    return files;
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    }
    Collections.sort(entries);
    return entries;
  }
}
