package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;

/**
 * One's own recordings, in the layout of Speech Commands: {@code <word>/<speaker>_nohash_<n>.wav}
 * of any sample rate; of a clip longer than a second the loudest one is taken. What is in a folder
 * of another name is {@link WordSelection#UNKNOWN}; a folder {@code _unknown_} holds talk, of which
 * every whole second is taken; {@code _background_noise_} is cut into seconds of {@link
 * WordSelection#SILENCE}.
 *
 * <p>Clips are split as lists in the folder say, else by speaker, see {@link SpeakerDeal}.
 * Background recordings go in turn to training, validation and test.
 *
 * @param parts clips, named with {@link Dataset#RECORDED} before them
 * @param background recordings of noise for the training part
 * @param summary how many there are, for people
 */
public record OwnRecordings(
    Map<Split, List<Utterance>> parts, List<Path> background, String summary) {

  /** Seconds cut from each background recording; they overlap in a short one. */
  private static final int CUTS = 20;

  /**
   * @throws InputException if there is no such folder, no clip in it, or a file cannot be used
   */
  public static OwnRecordings read(Path folder, WordSelection.Spotting selection)
      throws IOException {
    WordFolders words = WordFolders.read(folder);
    SpeakerDeal deal = SpeakerDeal.of(words.clips().values());
    SplitLists lists = SplitLists.of(words).orElse(null);
    ClipSeconds taken = new ClipSeconds();
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    Arrays.stream(Split.values()).forEach(split -> parts.put(split, new ArrayList<>()));
    Map<Split, Set<String>> speakers = new EnumMap<>(Split.class);
    Arrays.stream(Split.values()).forEach(split -> speakers.put(split, new LinkedHashSet<>()));
    Map<Integer, Integer> counts = new HashMap<>();
    int nameless = 0;
    for (Map.Entry<String, List<Path>> word : words.clips().entrySet()) {
      int label = selection.label(word.getKey());
      for (Path clip : word.getValue()) {
        Split split = lists == null ? deal.split(clip) : lists.split(WordFolders.name(clip));
        List<Utterance> seconds = taken.of(word.getKey(), clip, label);
        seconds.forEach(second -> parts.get(split).add(renamed(second)));
        speakers.get(split).add(HashRule.speaker(clip));
        counts.merge(label, seconds.size(), Integer::sum);
        nameless += HashRule.namesSpeaker(clip) ? 0 : 1;
      }
    }
    int silence = selection.classes().indexOf(WordSelection.SILENCE);
    for (Split split : Split.values()) {
      List<Path> own = words.background(split);
      TwelveClasses.silence(own, CUTS * own.size(), silence)
          .forEach(cut -> parts.get(split).add(renamed(cut)));
    }
    String clips =
        IntStream.range(0, selection.classes().size())
            .mapToObj(k -> selection.classes().get(k) + " " + counts.getOrDefault(k, 0))
            .collect(Collectors.joining(", "));
    return new OwnRecordings(
        parts,
        words.background(Split.TRAIN),
        String.format(
                "recordings in %s: clips of %s; %d of background; ",
                SpeechCommands.name(folder), clips, words.background().size())
            + summary(speakers, nameless)
            + SpeechCommands.remarks(words, lists, taken).stream()
                .map(remark -> "; " + remark)
                .collect(Collectors.joining()));
  }

  private static String summary(Map<Split, Set<String>> speakers, int nameless) {
    String dealt =
        String.format(
            "speakers: %d for training, %d for validation, %d for test",
            speakers.get(Split.TRAIN).size(),
            speakers.get(Split.VALIDATION).size(),
            speakers.get(Split.TEST).size());
    return nameless == 0
        ? dealt
        : String.format(
            "%s; %d clips name no speaker and count as one each, where <speaker>_nohash_<n>.wav"
                + " would keep people apart",
            dealt, nameless);
  }

  private static Utterance renamed(Utterance clip) {
    return new Utterance(
            Dataset.RECORDED + clip.name(), clip.file(), clip.start(), clip.length(), clip.labels())
        .withSpeaker(clip.speaker().map(speaker -> Dataset.RECORDED + speaker));
  }
}
