package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;

/**
 * Keyword clips in the layout of Speech Commands (Pete Warden, "Speech Commands: A Dataset for
 * Limited-Vocabulary Speech Recognition", 2018): {@code <word>/<speaker>_nohash_<n>.wav}. A clip is
 * filled up with zeros at its end to one second; what is taken of a longer one, {@code ClipSeconds}
 * says.
 */
public final class SpeechCommands {
  /** Samples of a clip, at 16 kHz. */
  public static final int CLIP_SAMPLES = FrontEndSettings.SAMPLE_RATE;

  private SpeechCommands() {}

  /**
   * Opens an unpacked folder, in which {@link ClipsPlace} finds the words. Clips are split by
   * {@code validation_list.txt} and {@code testing_list.txt} if they are there, else by the
   * official hash rule.
   *
   * <p>The background recordings, by name, go in turn to training, validation and test. So the
   * noise that training clips are mixed with is in no other part; and with {@link
   * WordSelection.Twelve}, silence in one part is of other recordings than in the others, its cuts
   * evenly over them. Official archive: training {@code doing_the_dishes}, {@code pink_noise};
   * validation {@code dude_miaowing}, {@code running_tap}; test {@code exercise_bike}, {@code
   * white_noise}.
   *
   * @throws InputException if the folder or a list is not as it should be, a word that was asked
   *     for is missing, or there are too few background recordings
   */
  public static Dataset open(Path folder, WordSelection selection) throws IOException {
    WordFolders words = WordFolders.read(ClipsPlace.in(folder));
    SplitLists lists = SplitLists.of(words).orElse(null);
    ClipSeconds seconds = new ClipSeconds();
    Dataset dataset = open(words, selection, rule(lists), seconds);
    return dataset.withRemarks(remarks(words, lists, seconds)).withSplitChecked();
  }

  /**
   * The part of every clip by lists, or by the official hash rule.
   *
   * @param lists null where there are none
   */
  static SplitRule rule(SplitLists lists) {
    return clip ->
        lists == null
            ? HashRule.split(clip.getFileName().toString())
            : lists.split(WordFolders.name(clip));
  }

  /**
   * What people should know of how a folder was read: what was left out, what was cut, and what
   * lists name that is not there.
   *
   * @param lists null where there are none
   */
  static List<String> remarks(WordFolders words, SplitLists lists, ClipSeconds seconds) {
    List<String> remarks = new ArrayList<>(words.remarks());
    seconds.remark().ifPresent(remarks::add);
    if (lists != null) {
      remarks.addAll(lists.remarks());
    }
    return remarks;
  }

  private static Dataset open(
      WordFolders words, WordSelection selection, SplitRule rule, ClipSeconds seconds)
      throws IOException {
    Path folder = words.folder();
    if (selection instanceof WordSelection.Twelve twelve) {
      return TwelveClasses.open(words, rule, twelve.seed(), seconds);
    }
    if (selection instanceof WordSelection.Spotting spotting) {
      return new Dataset(
          name(folder),
          spotting.classes(),
          false,
          labelled(words, spotting, rule, seconds),
          words.background(Split.TRAIN));
    }
    List<String> classes =
        selection instanceof WordSelection.Words chosen
            ? chosen.words()
            : List.copyOf(words.clips().keySet());
    return new Dataset(
        name(folder),
        classes,
        false,
        keywords(words, classes, rule, seconds),
        words.background(Split.TRAIN));
  }

  /**
   * Opens a folder of clips for scoring a network that exists: every clip is for {@link
   * Split#TEST}, whatever split lists say. A word that is not among the classes counts as {@link
   * WordSelection#UNKNOWN}, if that is a class; spaces in a folder's name count as underscores. Of
   * clips that are longer than a second the same is taken as by {@link #open}. Background
   * recordings are left alone.
   *
   * @param classes the network's classes, in its order
   * @throws InputException if the folder is not as it should be, or a word is no class and there is
   *     no class of unknown words
   */
  public static Dataset openForTest(Path folder, List<String> classes) throws IOException {
    WordFolders words = WordFolders.read(ClipsPlace.in(folder));
    List<Utterance> clips = new ArrayList<>();
    ClipSeconds seconds = new ClipSeconds();
    for (Map.Entry<String, List<Path>> word : words.clips().entrySet()) {
      int label = WordSelection.classLabel(word.getKey(), classes);
      if (label < 0) {
        throw new InputException(
            words.folder().resolve(word.getKey()),
            "word",
            word.getKey(),
            "a class of the network: " + String.join(" ", classes));
      }
      for (Path clip : word.getValue()) {
        clips.addAll(seconds.of(word.getKey(), clip, label));
      }
    }
    return new Dataset(
        name(words.folder()),
        classes,
        false,
        Map.of(Split.TEST, clips),
        List.of(),
        remarks(words, null, seconds));
  }

  /**
   * All background recordings that lie beside a data set's clips, by name, whatever part they are
   * for; none if there are none. Clips can be of several folders, as further voices are.
   */
  public static List<Path> background(Dataset dataset) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : backgroundFolders(dataset)) {
      all.addAll(WordFolders.recordings(folder));
    }
    return all;
  }

  /**
   * The background recordings beside a data set's clips that are for one part, by file as {@link
   * #open} deals those of a folder.
   */
  public static List<Path> background(Dataset dataset, Split part) throws IOException {
    List<Path> dealt = new ArrayList<>();
    for (Path folder : backgroundFolders(dataset)) {
      dealt.addAll(WordFolders.dealt(WordFolders.recordings(folder), part));
    }
    return dealt;
  }

  private static SortedSet<Path> backgroundFolders(Dataset dataset) {
    SortedSet<Path> folders = new TreeSet<>();
    for (Split split : Split.values()) {
      for (Utterance clip : dataset.utterances(split)) {
        folders.add(clip.file().getParent().resolveSibling(WordFolders.BACKGROUND_NOISE));
      }
    }
    return folders;
  }

  /** Which part a clip belongs to. */
  interface SplitRule {
    Split of(Path clip);
  }

  /** The clips of some words, labelled by their order. */
  static Map<Split, List<Utterance>> keywords(
      WordFolders words, List<String> classes, SplitRule rule, ClipSeconds seconds)
      throws IOException {
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      parts.put(split, new ArrayList<>());
    }
    for (int label = 0; label < classes.size(); label++) {
      List<Path> clips = words.clips().get(classes.get(label));
      if (clips == null) {
        throw new InputException(
            words.folder(),
            "word " + classes.get(label),
            "no folder of this name",
            "one of " + String.join(" ", words.clips().keySet()));
      }
      for (Path clip : clips) {
        parts.get(rule.of(clip)).addAll(seconds.of(classes.get(label), clip, label));
      }
    }
    return new LinkedHashMap<>(parts);
  }

  /** All clips, with the class of their folder. */
  private static Map<Split, List<Utterance>> labelled(
      WordFolders words, WordSelection.Spotting spotting, SplitRule rule, ClipSeconds seconds)
      throws IOException {
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    for (Map.Entry<String, List<Path>> word : words.clips().entrySet()) {
      int label = spotting.label(word.getKey());
      for (Path clip : word.getValue()) {
        parts
            .computeIfAbsent(rule.of(clip), split -> new ArrayList<>())
            .addAll(seconds.of(word.getKey(), clip, label));
      }
    }
    return parts;
  }

  static Utterance clip(Path file, int label) {
    return new Utterance(WordFolders.stem(file), file, 0, CLIP_SAMPLES, new int[] {label})
        .withSpeaker(HashRule.namedSpeaker(file));
  }

  static String name(Path folder) {
    return ClipsPlace.name(folder);
  }
}
