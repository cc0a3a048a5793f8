package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;

/**
 * The clips that {@code validation_list.txt} and {@code testing_list.txt} name; what neither names
 * is for training.
 */
public record SplitLists(Set<String> validation, Set<String> testing) {
  public static final String VALIDATION_LIST = "validation_list.txt";
  public static final String TESTING_LIST = "testing_list.txt";

  /** Whether a folder has split lists, one of them at least. */
  public static boolean in(Path folder) {
    return Files.exists(folder.resolve(VALIDATION_LIST))
        || Files.exists(folder.resolve(TESTING_LIST));
  }

  /**
   * @throws InputException if only one list is there, a line is not {@code word/clip.wav}, or a
   *     clip is in both
   */
  static SplitLists read(Path folder) throws IOException {
    Set<String> validation = list(folder.resolve(VALIDATION_LIST));
    Set<String> testing = list(folder.resolve(TESTING_LIST));
    for (String clip : testing) {
      if (validation.contains(clip)) {
        throw new InputException(
            folder.resolve(TESTING_LIST),
            clip,
            "a clip that " + VALIDATION_LIST + " names too",
            "every clip in one list");
      }
    }
    return new SplitLists(validation, testing);
  }

  Split split(String clip) {
    if (validation.contains(clip)) {
      return Split.VALIDATION;
    }
    return testing.contains(clip) ? Split.TEST : Split.TRAIN;
  }

  private static Set<String> list(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          file, "split list", "none", "both " + VALIDATION_LIST + " and " + TESTING_LIST);
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new InputException(file, "split list", "bytes that are no UTF-8", "lines of text")
          .because(e);
    }
    Set<String> clips = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      if (!line.matches("[^/]+/[^/]+\\.wav")) {
        throw new InputException(file, "line " + (i + 1), "\"" + line + "\"", "word/clip.wav");
      }
      clips.add(line);
    }
    return clips;
  }
}
