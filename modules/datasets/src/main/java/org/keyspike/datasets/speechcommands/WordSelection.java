package org.keyspike.datasets.speechcommands;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.keyspike.io.SettingException;

/** The choice of words of a Speech Commands folder that become classes. */
public sealed interface WordSelection {

  /** The ten words of the twelve-class task, in the order of its classes. */
  List<String> TEN_WORDS =
      List.of("yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go");

  /** The words of version 0.02, by name. */
  List<String> THIRTY_FIVE_WORDS =
      List.of(
          "backward",
          "bed",
          "bird",
          "cat",
          "dog",
          "down",
          "eight",
          "five",
          "follow",
          "forward",
          "four",
          "go",
          "happy",
          "house",
          "learn",
          "left",
          "marvin",
          "nine",
          "no",
          "off",
          "on",
          "one",
          "right",
          "seven",
          "sheila",
          "six",
          "stop",
          "three",
          "tree",
          "two",
          "up",
          "visual",
          "wow",
          "yes",
          "zero");

  /** The class of words that are none of the others. */
  String UNKNOWN = "_unknown_";

  /** The class of clips without speech. */
  String SILENCE = "_silence_";

  /** Every word that has a folder, by name. */
  record AllPresent() implements WordSelection {}

  /**
   * The words given, in the order given; every other folder is left alone.
   *
   * @param words at least two, each once
   */
  record Words(List<String> words) implements WordSelection {
    /**
     * @throws SettingException if there are fewer than two words or one comes twice
     */
    public Words {
      words = words.stream().map(WordNames::composed).toList();
      if (words.size() < 2 || words.stream().distinct().count() != words.size()) {
        throw new SettingException("words", words, "two or more, each once");
      }
    }
  }

  /**
   * {@link #TEN_WORDS}, {@link #UNKNOWN} and {@link #SILENCE}. In each split both of the last two
   * have a tenth as many clips as the ten words together, rounded up: unknown clips drawn from all
   * other words, silence cut from the background recordings.
   *
   * @param seed of the draw of unknown clips
   */
  record Twelve(long seed) implements WordSelection {}

  /**
   * Words to spot: the words given, {@link #UNKNOWN} and {@link #SILENCE}. A clip in the folder
   * {@code _silence_} is silence, one in any other folder unknown.
   *
   * @param words names of folders, underscores for spaces; at least one, each once
   */
  record Spotting(List<String> words) implements WordSelection {
    /**
     * @throws SettingException if there are no words, one comes twice, or one is the name of
     *     another class
     */
    public Spotting {
      words = words.stream().map(WordNames::composed).toList();
      if (words.isEmpty()
          || words.stream().distinct().count() != words.size()
          || words.contains(UNKNOWN)
          || words.contains(SILENCE)) {
        throw new SettingException("words", words, "one or more, each once");
      }
    }

    /** The words and the two classes of what is none of them. */
    public List<String> classes() {
      List<String> all = new ArrayList<>(words);
      all.add(UNKNOWN);
      all.add(SILENCE);
      return List.copyOf(all);
    }

    /** The class of a folder's clips. */
    int label(String folder) {
      return classLabel(folder, classes());
    }
  }

  /**
   * The class of a folder's clips: that of its name, with or without underscores for spaces, else
   * {@link #UNKNOWN}.
   *
   * @return its index, or −1 if there is no such class
   */
  static int classLabel(String folder, List<String> classes) {
    int own =
        classes.stream().map(WordNames::composed).toList().indexOf(WordNames.composed(folder));
    if (own < 0) {
      own = classes.stream().map(WordNames::folder).toList().indexOf(WordNames.folder(folder));
    }
    return own >= 0 ? own : classes.indexOf(UNKNOWN);
  }

  /** {@link AllPresent}. */
  static WordSelection allPresent() {
    return new AllPresent();
  }

  /** All of {@link #THIRTY_FIVE_WORDS}. */
  static WordSelection thirtyFive() {
    return new Words(THIRTY_FIVE_WORDS);
  }

  /**
   * {@link Twelve} with the seed that is the same for everyone, so that results of different runs
   * are of one test set.
   */
  static WordSelection twelve() {
    return new Twelve(0);
  }

  /** {@link Words}. */
  static WordSelection words(List<String> words) {
    return new Words(Objects.requireNonNull(words, "words"));
  }
}
