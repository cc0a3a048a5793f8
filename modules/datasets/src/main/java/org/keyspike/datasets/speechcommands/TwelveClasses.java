package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;

/** The twelve-class task: ten words, unknown words, silence. */
final class TwelveClasses {
  /** Unknown clips, and cuts of silence, for every hundred clips of the ten words. */
  private static final int PERCENT = 10;

  private TwelveClasses() {}

  static Dataset open(
      WordFolders words, SpeechCommands.SplitRule rule, long seed, ClipSeconds seconds)
      throws IOException {
    List<String> classes = new ArrayList<>(WordSelection.TEN_WORDS);
    classes.add(WordSelection.UNKNOWN);
    classes.add(WordSelection.SILENCE);
    Map<Split, List<Utterance>> parts =
        SpeechCommands.keywords(words, WordSelection.TEN_WORDS, rule, seconds);
    int background = words.background().size();
    Split[] splits = Split.values();
    boolean named =
        words.clips().values().stream().flatMap(List::stream).anyMatch(HashRule::namesSpeaker);
    if (background < splits.length) {
      throw new InputException(
          words.folder().resolve(WordFolders.BACKGROUND_NOISE),
          "recordings",
          String.valueOf(background),
          "at least " + splits.length + ", one for each of training, validation and test");
    }
    for (Split split : splits) {
      List<Utterance> clips = parts.get(split);
      int count = (clips.size() * PERCENT + 99) / 100;
      List<Utterance> unknown =
          unknown(words, rule, split, classes.indexOf(WordSelection.UNKNOWN), seed, seconds);
      clips.addAll(unknown.subList(0, Math.min(count, unknown.size())));
      silence(words.background(split), count, classes.indexOf(WordSelection.SILENCE)).stream()
          // Recordings are no speakers where nobody is.
          .map(cut -> named ? cut : cut.withSpeaker(Optional.empty()))
          .forEach(clips::add);
    }
    return new Dataset(
        SpeechCommands.name(words.folder()), classes, false, parts, words.background(Split.TRAIN));
  }

  /** All clips of other words in one part, in an order drawn from the seed and their names. */
  private static List<Utterance> unknown(
      WordFolders words,
      SpeechCommands.SplitRule rule,
      Split split,
      int label,
      long seed,
      ClipSeconds seconds)
      throws IOException {
    List<Utterance> clips = new ArrayList<>();
    for (Map.Entry<String, List<Path>> word : words.clips().entrySet()) {
      if (!WordSelection.TEN_WORDS.contains(word.getKey())) {
        for (Path clip : word.getValue()) {
          if (rule.of(clip) == split) {
            clips.addAll(seconds.of(word.getKey(), clip, label));
          }
        }
      }
    }
    if (clips.isEmpty()) {
      throw new InputException(
          words.folder(), "words other than the ten", "no clip for " + split, "at least one");
    }
    clips.sort(
        Comparator.comparingLong((Utterance clip) -> Seeds.derive(seed, clip.name().hashCode()))
            .thenComparing(Utterance::name));
    return clips;
  }

  /** Seconds cut from recordings, in turn from each, evenly from its beginning to its end. */
  static List<Utterance> silence(List<Path> recordings, int count, int label) throws IOException {
    List<Utterance> cuts = new ArrayList<>();
    for (int i = 0; i < recordings.size(); i++) {
      int own = (count - i + recordings.size() - 1) / recordings.size();
      cuts.addAll(EvenCuts.of(recordings.get(i), own, WordSelection.SILENCE, label));
    }
    return cuts;
  }
}
