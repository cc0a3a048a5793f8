package org.keyspike.synthesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.SoundFolder;
import org.keyspike.datasets.features.Recordings;
import org.keyspike.datasets.timit.Timit;
import org.keyspike.io.InputException;

/**
 * Recordings of people who speak, one after the other, each used once: TIMIT, or any folder of
 * sound files. A file with a list of its words beside it ({@code SX127.WRD}: first sample, end
 * sample, word) is left out if one of them is a keyword, or sounds like one. Clips are laid between
 * recordings.
 */
public final class RecordedSpeech implements Negatives {
  private static final int FILES_PER_PIECE = 20;

  private final List<Path> files;
  private final int leftOut;
  private final int unchecked;
  private final Optional<String> others;

  private RecordedSpeech(List<Path> files, int leftOut, int unchecked, Optional<String> others) {
    this.files = List.copyOf(files);
    this.leftOut = leftOut;
    this.unchecked = unchecked;
    this.others = others;
  }

  /**
   * Looks through a folder, and all folders in it.
   *
   * @param classes the network's
   * @throws InputException if there is nothing to listen to
   */
  public static RecordedSpeech open(Path folder, List<String> classes) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder,
          "folder",
          Files.exists(folder) ? "a file" : "nothing of this name",
          "a folder of sound files, or a .tar.gz archive of one");
    }
    SoundFolder found = SoundFolder.below(folder);
    List<Path> sounds = found.sounds();
    KeywordSearch keywords = new KeywordSearch(classes, new SpeechVoice());
    List<Path> kept = new ArrayList<>();
    int leftOut = 0;
    int unchecked = 0;
    for (Path sound : sounds) {
      Optional<Path> words = Timit.partner(sound, "wrd");
      if (words.isPresent() && keywords.heardIn(words(words.get()))) {
        leftOut++;
      } else {
        kept.add(sound);
        unchecked += words.isEmpty() ? 1 : 0;
      }
    }
    if (kept.isEmpty()) {
      String none =
          sounds.isEmpty()
              ? "none" + found.leftOut().map(others -> " but " + others).orElse("")
              : sounds.size() + ", all with keywords";
      throw new InputException(
          folder, "sound files", none, "at least one .wav or .flac without keywords");
    }
    return new RecordedSpeech(kept, leftOut, unchecked, found.leftOut());
  }

  private static List<String> words(Path file) throws IOException {
    List<String> words = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      number++;
      String[] fields = line.strip().split("\\s+");
      if (fields.length == 3) {
        words.add(fields[2]);
      } else if (!line.isBlank()) {
        throw new InputException(
            file, "line " + number, "\"" + line + "\"", "first sample, end sample, word");
      }
    }
    return words;
  }

  /** The recordings that are used, by name. */
  public List<Path> files() {
    return files;
  }

  /** The same with some of the recordings only. */
  public RecordedSpeech only(List<Path> some) {
    long silent = some.stream().filter(file -> Timit.partner(file, "wrd").isEmpty()).count();
    return new RecordedSpeech(some, leftOut, (int) silent, others);
  }

  /**
   * How long the recordings that are used are.
   *
   * @throws InputException if one cannot be read
   */
  public double hours() throws IOException {
    double seconds = 0;
    for (Path file : files) {
      seconds += AudioFiles.read(file).seconds();
    }
    return seconds / 3_600;
  }

  /**
   * Two halves with no recording, and no folder of recordings, in both, as a folder is a person in
   * TIMIT: the folders in turn. Of a single folder the first recordings by name and the last.
   *
   * @return one to choose thresholds in and one to try them in; empty of a single recording
   */
  public Optional<Halves> halves() {
    List<Path> folders = files.stream().map(Path::getParent).distinct().toList();
    List<Path> choosing = new ArrayList<>();
    List<Path> trying = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      boolean first =
          folders.size() > 1
              ? folders.indexOf(files.get(i).getParent()) % 2 == 0
              : i < files.size() / 2;
      (first ? choosing : trying).add(files.get(i));
    }
    return choosing.isEmpty() || trying.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Halves(
                new RecordedSpeech(choosing, 0, 0, others),
                new RecordedSpeech(trying, leftOut, unchecked, others)));
  }

  /**
   * Halves of recorded speech.
   *
   * @param choosing to choose thresholds in
   * @param trying to say what they cost
   */
  public record Halves(RecordedSpeech choosing, RecordedSpeech trying) {}

  /** Recordings that are used. */
  public int recordings() {
    return files.size();
  }

  /** Recordings that were left out, as a keyword is said in them. */
  public int leftOut() {
    return leftOut;
  }

  /** Recordings that are used though nothing says what is said in them. */
  public int unchecked() {
    return unchecked;
  }

  /** Files that are not read, for people, as in {@code 15 .ogg}; empty if there are none. */
  public Optional<String> others() {
    return others;
  }

  @Override
  public String name() {
    return "recorded speech";
  }

  @Override
  public int pieces() {
    return (files.size() + FILES_PER_PIECE - 1) / FILES_PER_PIECE;
  }

  @Override
  public int room(int piece) {
    return files(piece).size() / 2;
  }

  private List<Path> files(int piece) {
    return files.subList(
        piece * FILES_PER_PIECE, Math.min(files.size(), (piece + 1) * FILES_PER_PIECE));
  }

  @Override
  public Reader reader() {
    return (piece, clips) -> read(files(piece)).lay(clips);
  }

  private static BackgroundSound read(List<Path> files) throws IOException {
    Recordings recordings = Recordings.read(files);
    int[] gaps = new int[recordings.size()];
    int length = 0;
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = length;
      length += recordings.length(i);
    }
    float[] samples = new float[length];
    for (int i = 0; i < gaps.length; i++) {
      recordings.read(i, 0, samples, gaps[i], recordings.length(i));
    }
    return new BackgroundSound(samples, gaps, BackgroundSound.Joint.SPLICED);
  }
}
