package org.keyspike.datasets.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.speechcommands.WordFolders;
import org.keyspike.io.InputException;
import org.keyspike.io.TextFiles;

/**
 * A data set as a list of clips that are published elsewhere: lines of name, part and hash, divided
 * by tabs, after a header line. The list holds no sound.
 *
 * @param name of the data set
 * @param clips in the order of the file
 */
public record ClipList(String name, List<Clip> clips) {
  private static final String HEADER = "name\tpart\tsha256";

  /** What a clip is for. */
  public enum Part {
    /** {@link Split#TRAIN}. */
    TRAIN,
    /** {@link Split#VALIDATION}. */
    VALIDATION,
    /** {@link Split#TEST}. */
    TEST,
    /** A background recording. */
    BACKGROUND
  }

  /**
   * One clip.
   *
   * @param name {@code word/clip.wav}
   * @param part what it is for
   * @param sha256 of its samples, 16 bits each, little-endian, in hexadecimal: of samples, as files
   *     of the same sound can differ in their headers
   */
  public record Clip(String name, Part part, String sha256) {}

  /** Takes a copy. */
  public ClipList {
    clips = List.copyOf(clips);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if a line is not as it should be, a clip is named twice, or there are
   *     none
   */
  public static ClipList read(Path file) throws IOException {
    List<String> lines = TextFiles.lines(file, "lines of text");
    if (lines.size() < 2 || !lines.get(0).equals(HEADER)) {
      throw new InputException(
          file,
          "line 1",
          lines.isEmpty() ? "nothing" : "\"" + lines.get(0) + "\"",
          "name, part and sha256, divided by tabs, and clips in the lines after it");
    }
    List<Clip> clips = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      Clip clip = clip(file, i + 1, lines.get(i));
      if (!names.add(clip.name)) {
        throw new InputException(file, "line " + (i + 1), clip.name + " again", "each clip once");
      }
      clips.add(clip);
    }
    String name = file.getFileName().toString();
    return new ClipList(name.substring(0, name.lastIndexOf('.')), clips);
  }

  private static Clip clip(Path file, int number, String line) throws InputException {
    String[] cells = line.split("\t", -1);
    // No part of a name begins with a dot, so that none leads out of the folder it is written to.
    if (cells.length == 3
        && cells[0].matches("[\\w-][\\w.-]*/[\\w-][\\w.-]*\\.wav")
        && cells[1].matches("train|validation|test|background")
        && cells[1].equals("background") == cells[0].startsWith(WordFolders.BACKGROUND_NOISE + "/")
        && cells[2].matches("[0-9a-f]{64}")) {
      return new Clip(cells[0], Part.valueOf(cells[1].toUpperCase(Locale.ROOT)), cells[2]);
    }
    throw new InputException(
        file,
        "line " + number,
        "\"" + line + "\"",
        "word/clip.wav, train, validation, test or background, 64 hexadecimal digits");
  }
}
