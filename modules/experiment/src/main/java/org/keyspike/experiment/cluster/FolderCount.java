package org.keyspike.experiment.cluster;

import java.util.List;
import java.util.Locale;
import org.keyspike.audio.SoundFolder;

/**
 * What became of the files of a folder, however many passes it took.
 *
 * @param files sound files in the folder
 * @param hours of sound in those that could be read
 * @param broken names of those that could not, each with the reason, by name
 * @param leftOut files that were not used, as a keyword is said in them
 * @param others files that are not read, for people, as in {@code 15 .mp3}; may be empty
 */
public record FolderCount(
    int files, double hours, List<Broken> broken, int leftOut, String others) {

  /**
   * A file that cannot be read.
   *
   * @param file below the folder
   * @param reason in one line
   */
  public record Broken(String file, String reason) {}

  private static final int NAMED = 10;

  /** For people: a line, and one for each of the first files that are broken. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "files: %,d, %.2f h of sound", files, hours));
    if (leftOut > 0) {
      text.append(String.format(Locale.ROOT, "; %,d left out, as a keyword is said", leftOut));
    }
    if (!others.isEmpty()) {
      text.append("; ").append(SoundFolder.leftOut(others));
    }
    if (!broken.isEmpty()) {
      text.append(String.format(Locale.ROOT, "%nbroken: %,d", broken.size()));
      for (Broken one : broken.subList(0, Math.min(NAMED, broken.size()))) {
        text.append(String.format("%n  %s: %s", one.file, one.reason));
      }
      if (broken.size() > NAMED) {
        text.append(String.format("%n  … all of them: broken.csv"));
      }
    }
    return text.toString();
  }
}
