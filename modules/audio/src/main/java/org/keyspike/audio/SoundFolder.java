package org.keyspike.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keyspike.io.FileTree;

/**
 * The sound files of a folder, the same for everyone who reads one: files that end in {@code .wav}
 * or {@code .flac}, in upper or lower case, whatever is in them. Where a mirror put a converted
 * copy beside a recording ({@code SX127.WAV.wav} beside {@code SX127.WAV}, {@code yes.flac} beside
 * {@code yes.wav}), it is one recording: the first of these.
 *
 * @param sounds by path
 * @param others how many other files there are of each extension, in lower case; what describes
 *     sound, as transcripts do, is not counted
 */
public record SoundFolder(List<Path> sounds, SortedMap<String, Integer> others) {
  private static final String WAV = ".wav";
  private static final String FLAC = ".flac";

  /** Files that nobody takes for sound. */
  private static final Set<String> TEXTS =
      Set.of(
          ".txt",
          ".md",
          ".phn",
          ".wrd",
          ".lab",
          ".textgrid",
          ".csv",
          ".tsv",
          ".json",
          ".jsonl",
          ".yaml",
          ".yml",
          ".html",
          ".pdf",
          ".log",
          ".doc",
          ".py",
          ".sh",
          ".xml",
          ".npy");

  /** The files of a folder itself; none if there is no such folder. */
  public static SoundFolder of(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      for (Path entry : FileTree.entries(folder)) {
        if (!Files.isDirectory(entry)) {
          files.add(entry);
        }
      }
    }
    return of(files);
  }

  /** The files of a folder and of all folders in it. */
  public static SoundFolder below(Path folder) throws IOException {
    return of(FileTree.files(folder));
  }

  /** Of some files, wherever they lie. */
  public static SoundFolder of(List<Path> files) {
    Set<Path> all = new HashSet<>(files);
    List<Path> sounds = new ArrayList<>();
    SortedMap<String, Integer> others = new TreeMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      String extension = extension(name);
      if (!isSound(name)) {
        if (!TEXTS.contains(extension)) {
          others.merge(extension, 1, Integer::sum);
        }
      } else if (!isCopy(file, name, extension, all)) {
        sounds.add(file);
      }
    }
    return new SoundFolder(sounds, others);
  }

  /** What people are told of files that are left out, by a text that lists them. */
  public static String leftOut(String files) {
    return "left out, as only " + WAV + " and " + FLAC + " are read: " + files;
  }

  private static boolean isCopy(Path file, String name, String extension, Set<Path> all) {
    String stem = name.substring(0, name.length() - extension.length());
    return isSound(stem) && all.contains(file.resolveSibling(stem))
        || extension.equals(FLAC)
            && (all.contains(file.resolveSibling(stem + WAV))
                || all.contains(file.resolveSibling(stem + WAV.toUpperCase(Locale.ROOT))));
  }

  /** Whether a file is taken for sound, by its name alone. */
  public static boolean isSound(String name) {
    String extension = extension(name);
    return extension.equals(WAV) || extension.equals(FLAC);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "without extension" : name.substring(dot).toLowerCase(Locale.ROOT);
  }

  /** What was left out, for people, as in {@code 15 .ogg, 2 .mp3}; empty if nothing was. */
  public Optional<String> leftOut() {
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            others.entrySet().stream()
                .map(other -> other.getValue() + " " + other.getKey())
                .collect(Collectors.joining(", ")));
  }
}
