package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.io.FileTree;

/**
 * The folder of word folders in what was unpacked. Most archives have the words at their top;
 * Kaggle's (TensorFlow Speech Recognition Challenge) has them in {@code train/audio} and the split
 * lists in {@code train}, and mini_speech_commands below a folder of its name.
 */
final class ClipsPlace {
  private static final String TRAIN = "train";
  private static final String AUDIO = "audio";
  private static final List<String> INNER =
      List.of(TRAIN + "/" + AUDIO, AUDIO, "mini_speech_commands");

  private ClipsPlace() {}

  /** Where the words are: the folder itself, unless a folder of a known name in it has them. */
  static Path in(Path folder) throws IOException {
    for (String name : INNER) {
      Path inner = folder.resolve(name);
      if (Files.isDirectory(inner) && holdsFolders(inner)) {
        return inner;
      }
    }
    return folder;
  }

  /** A word of one of these names would hold clips alone. */
  private static boolean holdsFolders(Path folder) throws IOException {
    for (Path entry : FileTree.entries(folder)) {
      if (Files.isDirectory(entry)) {
        return true;
      }
    }
    return false;
  }

  /** Where split lists of the words in a folder may lie, nearest first. */
  static List<Path> ofLists(Path words) {
    Path parent = words.toAbsolutePath().normalize().getParent();
    return isNamed(words, AUDIO) && parent != null ? List.of(words, parent) : List.of(words);
  }

  /** What a data set is called by where its words are. */
  static String name(Path words) {
    Path folder = words.toAbsolutePath().normalize();
    if (isNamed(folder, AUDIO) && folder.getParent() != null) {
      folder = folder.getParent();
      if (isNamed(folder, TRAIN) && folder.getParent() != null) {
        folder = folder.getParent();
      }
    }
    return String.valueOf(folder.getFileName());
  }

  private static boolean isNamed(Path folder, String name) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName()).equals(name);
  }
}
