package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keyspike.audio.SoundFolder;
import org.keyspike.datasets.Split;
import org.keyspike.io.FileTree;
import org.keyspike.io.InputException;

/**
 * A folder in the layout of Speech Commands: a folder of clips for every word.
 *
 * @param folder where it is
 * @param clips the clips of every word, words and clips by name; words are in the form of {@link
 *     WordNames#composed}
 * @param remarks what lies there and is not read, for people
 */
public record WordFolders(Path folder, SortedMap<String, List<Path>> clips, List<String> remarks) {
  public static final String BACKGROUND_NOISE = "_background_noise_";

  /** What stands for bytes that are no characters. */
  private static final char UNREADABLE = '\uFFFD';

  /**
   * @throws InputException if it is no folder, or there is no word in it, a word without clips, two
   *     folders of one word, or one whose name cannot be read
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
    List<String> leftOut = new ArrayList<>();
    for (Path word : FileTree.entries(folder)) {
      String name = word.getFileName().toString();
      if (Files.isDirectory(word) && !name.equals(BACKGROUND_NOISE)) {
        SoundFolder own = SoundFolder.of(word);
        if (own.sounds().isEmpty()) {
          throw new InputException(
              word,
              "clips",
              "none" + own.leftOut().map(others -> " but " + others).orElse(""),
              "at least one .wav or .flac file");
        }
        if (name.indexOf(UNREADABLE) >= 0) {
          throw new InputException(
              word,
              "name",
              "bytes that are no text in " + System.getProperty("sun.jnu.encoding"),
              "a name in UTF-8, and LC_ALL=C.UTF-8 where there is no other locale");
        }
        if (clips.put(WordNames.composed(name), own.sounds()) != null) {
          throw new InputException(
              word, "name", "another folder of the same letters", "one folder for each word");
        }
        own.leftOut().ifPresent(others -> leftOut.add(name + " " + others));
      }
    }
    if (clips.isEmpty()) {
      throw new InputException(
          folder, "words", "none", "a folder of .wav or .flac files for each word");
    }
    SoundFolder.of(folder.resolve(BACKGROUND_NOISE))
        .leftOut()
        .ifPresent(others -> leftOut.add(BACKGROUND_NOISE + " " + others));
    return new WordFolders(
        folder,
        clips,
        leftOut.isEmpty() ? List.of() : List.of(SoundFolder.leftOut(String.join("; ", leftOut))));
  }

  /** The background recordings, by name; none if there are none. */
  List<Path> background() throws IOException {
    return recordings(folder.resolve(BACKGROUND_NOISE));
  }

  /** Every third of the background recordings, a part of its own for each split. */
  List<Path> background(Split split) throws IOException {
    return dealt(background(), split);
  }

  /** Every third of some recordings. */
  static List<Path> dealt(List<Path> all, Split split) {
    List<Path> own = new ArrayList<>();
    for (int i = split.ordinal(); i < all.size(); i += Split.values().length) {
      own.add(all.get(i));
    }
    return own;
  }

  /** A clip's name: {@code word/file}, as the split lists write it. */
  static String name(Path clip) {
    return WordNames.composed(clip.getParent().getFileName() + "/" + clip.getFileName());
  }

  /** A clip's name without the extension. */
  static String stem(Path clip) {
    return stem(name(clip));
  }

  /** What is before the extension of a sound file's name. */
  static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The recordings in a folder, by name; none if there is no such folder. */
  static List<Path> recordings(Path folder) throws IOException {
    return SoundFolder.of(folder).sounds();
  }
}
