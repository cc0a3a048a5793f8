package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.io.FileProblem;
import org.keyspike.io.FileTree;
import org.keyspike.io.InputException;

/**
 * A folder that one speaker's recordings go into, in the layout that {@link OwnRecordings} reads:
 * {@code <word>/<speaker>_nohash_<n>.wav}, n counted from 0. A file that is there is never written
 * over.
 */
public final class RecordingFolder {
  private static final String WORD =
      "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*+([ '-][\\p{L}\\p{M}\\p{N}]+)*";
  private static final String SPEAKER = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*";
  private static final Set<String> CLASSES = Set.of("unknown", "silence");
  private static final String NO_HASH = "_nohash_";
  private static final String EXTENSION = ".wav";

  private final Path folder;
  private final String speaker;

  private RecordingFolder(Path folder, String speaker) {
    this.folder = folder;
    this.speaker = speaker;
  }

  /**
   * Opens a folder, making it if needed.
   *
   * @param words that are to be recorded
   * @param speaker who says them: letters, digits and hyphens
   * @throws InputException if the layout has no place for a word or for the speaker, or nothing can
   *     be written there
   */
  public static RecordingFolder open(Path folder, List<String> words, String speaker)
      throws IOException {
    checkWords(words);
    if (!speaker.matches(SPEAKER)) {
      throw new InputException(
          "--speaker", '"' + speaker + '"', "letters, digits and hyphens, as in anna");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InputException(folder, "a file", "a folder, or the name of a new one");
    }
    RecordingFolder opened = new RecordingFolder(folder, WordNames.composed(speaker));
    Files.createDirectories(folder);
    opened.requireWritable(folder);
    for (String word : words) {
      if (Files.exists(opened.place(word))) {
        opened.requireWritable(opened.place(word));
      }
    }
    return opened;
  }

  private static void checkWords(List<String> words) throws InputException {
    if (words.isEmpty()) {
      throw new InputException("--words", "nothing", "at least one word");
    }
    Set<String> keys = new HashSet<>();
    for (String word : words) {
      if (!WordNames.composed(word).matches(WORD)) {
        throw new InputException(
            "--words", '"' + word + '"', "letters and digits, as in \"hey robin\"");
      }
      if (CLASSES.contains(WordNames.key(word))) {
        throw new InputException(
            "--words", '"' + word + '"', "another word, as there is a class of that name");
      }
      if (!keys.add(WordNames.key(word))) {
        throw new InputException("--words", '"' + word + "\" twice", "each once");
      }
    }
  }

  private void requireWritable(Path place) throws InputException {
    if (!Files.isDirectory(place) || !Files.isWritable(place)) {
      throw new InputException(
          place,
          Files.isDirectory(place) ? "no permission to write in it" : "a file",
          "a folder that recordings can be written to (--out)");
    }
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** Who speaks. */
  public String speaker() {
    return speaker;
  }

  /** The folder of a word: one that is there, with spaces or underscores, else with underscores. */
  public Path place(String word) {
    Path plain = folder.resolve(WordNames.composed(word));
    return Files.isDirectory(plain) ? plain : folder.resolve(WordNames.folder(word));
  }

  /** How many recordings of a word there are by this speaker. */
  public int count(String word) throws IOException {
    Path place = place(word);
    int count = 0;
    if (Files.isDirectory(place)) {
      for (Path file : FileTree.entries(place)) {
        count += number(file).isPresent() ? 1 : 0;
      }
    }
    return count;
  }

  /**
   * Writes a recording under the next free number, whole or not at all.
   *
   * @param samples at 16 kHz
   * @return the file
   */
  public Path add(String word, short[] samples) throws IOException {
    Path place = place(word);
    boolean there = Files.exists(place);
    Files.createDirectories(place);
    try {
      return add(place, samples);
    } catch (IOException e) {
      if (!there) {
        // A word without recordings would make the whole folder unreadable.
        Files.deleteIfExists(place);
      }
      throw e;
    }
  }

  private Path add(Path place, short[] samples) throws IOException {
    Path beside = place.resolve("." + UUID.randomUUID());
    try {
      write(beside, samples);
      int next = next(place);
      while (true) {
        Path file = place.resolve(speaker + NO_HASH + next + EXTENSION);
        try {
          // A link is made only where nothing is, whoever else writes here.
          return Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
          next++;
        } catch (IOException | UnsupportedOperationException e) {
          // Not every file system has links.
          return Files.move(beside, file);
        }
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void write(Path file, short[] samples) throws IOException {
    float[] sound = new float[samples.length];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = Pcm16.sample(samples[i]);
    }
    try {
      AudioFiles.writeWav(file, new AudioClip(sound, FrontEndSettings.SAMPLE_RATE));
    } catch (IOException e) {
      throw FileProblem.of(file.getParent(), e);
    }
  }

  private int next(Path place) throws IOException {
    int next = 0;
    for (Path file : FileTree.entries(place)) {
      next = Math.max(next, number(file).orElse(-1) + 1);
    }
    return next;
  }

  /** The number of one of this speaker's recordings; empty for any other file. */
  private OptionalInt number(Path file) {
    String name = WordNames.composed(file.getFileName().toString());
    String before = speaker + NO_HASH;
    if (!name.startsWith(before) || !name.toLowerCase(Locale.ROOT).endsWith(EXTENSION)) {
      return OptionalInt.empty();
    }
    String number = name.substring(before.length(), name.length() - EXTENSION.length());
    return number.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }
}
