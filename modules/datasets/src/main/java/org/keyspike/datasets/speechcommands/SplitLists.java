package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;

/**
 * The clips that {@code validation_list.txt} and {@code testing_list.txt} name; what neither names
 * is for training. A line names a clip as {@code word/clip.wav}; what tools and editors do to such
 * lines changes nothing: the extension of clips that were converted, a byte-order mark, line ends
 * of Windows, {@code ./} before it, a backslash for the slash, letters in another case, accents
 * apart from their letters.
 *
 * @param validation clips that are there, by name
 * @param testing the same
 * @param remarks how many lines of each list name nothing that is there, for people
 */
public record SplitLists(Set<String> validation, Set<String> testing, List<String> remarks) {
  public static final String VALIDATION_LIST = "validation_list.txt";
  public static final String TESTING_LIST = "testing_list.txt";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Whether a folder has split lists, one of them at least. */
  public static boolean in(Path folder) {
    return Files.exists(folder.resolve(VALIDATION_LIST))
        || Files.exists(folder.resolve(TESTING_LIST));
  }

  /**
   * The lists that lie beside word folders, if there are any.
   *
   * @throws InputException if only one list is there, a line is not {@code word/clip.wav}, or a
   *     clip is in both
   */
  static Optional<SplitLists> of(WordFolders words) throws IOException {
    for (Path place : ClipsPlace.ofLists(words.folder())) {
      if (in(place)) {
        return Optional.of(read(words, place));
      }
    }
    return Optional.empty();
  }

  private static SplitLists read(WordFolders words, Path folder) throws IOException {
    Clips there = new Clips(words.clips().values());
    List<String> remarks = new ArrayList<>();
    Set<String> validation = list(folder.resolve(VALIDATION_LIST), there, remarks);
    Path second = folder.resolve(TESTING_LIST);
    Set<String> testing = list(second, there, remarks);
    for (String clip : testing) {
      if (validation.contains(clip)) {
        throw new InputException(
            second,
            clip,
            "a clip that " + VALIDATION_LIST + " names too",
            "every clip in one list");
      }
    }
    return new SplitLists(validation, testing, remarks);
  }

  Split split(String clip) {
    if (validation.contains(clip)) {
      return Split.VALIDATION;
    }
    return testing.contains(clip) ? Split.TEST : Split.TRAIN;
  }

  /** The clips that are there. */
  private static final class Clips {
    private final Set<String> names = new HashSet<>();

    /** By their names in lower case without extension; empty for two that differ in case only. */
    private final Map<String, String> alike = new HashMap<>();

    Clips(Collection<List<Path>> words) {
      for (List<Path> clips : words) {
        for (Path clip : clips) {
          String name = WordFolders.name(clip);
          names.add(name);
          alike.merge(key(name), name, (one, other) -> "");
        }
      }
    }

    /** The clip that a line names; empty if there is none. */
    String find(String line) {
      return names.contains(line) ? line : alike.getOrDefault(key(line), "");
    }

    private static String key(String name) {
      return WordFolders.stem(name).toLowerCase(Locale.ROOT);
    }
  }

  private static Set<String> list(Path file, Clips there, List<String> remarks) throws IOException {
    List<String> lines = lines(file);
    Set<String> clips = new HashSet<>();
    int named = 0;
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line =
          WordNames.composed(lines.get(i).replace(BYTE_ORDER_MARK, ""))
              .strip()
              .replace('\\', '/')
              .replaceFirst("^(\\./+)+", "");
      if (line.isEmpty()) {
        continue;
      }
      if (!line.matches("[^/]+/[^/]+\\.(?i:wav|flac)")) {
        throw new InputException(file, "line " + (i + 1), "\"" + line + "\"", "word/clip.wav");
      }
      named++;
      String clip = there.find(line);
      if (clip.isEmpty()) {
        missing.add(line);
      } else {
        clips.add(clip);
      }
    }
    if (!missing.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: %d of %d lines name no clip that is here, the first %s",
              file.getFileName(),
              missing.size(),
              named,
              missing.get(0)));
    }
    return clips;
  }

  private static List<String> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          file, "split list", "none", "both " + VALIDATION_LIST + " and " + TESTING_LIST);
    }
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new InputException(file, "split list", "bytes that are no UTF-8", "lines of text")
          .because(e);
    }
  }
}
