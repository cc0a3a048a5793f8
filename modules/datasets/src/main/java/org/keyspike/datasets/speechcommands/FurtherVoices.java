package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.SettingException;

/**
 * Further voices for a data set: a second folder in the layout of Speech Commands, whose clips join
 * training and validation but never the test part, so that figures stay comparable.
 *
 * <p>What becomes of a clip, in this order:
 *
 * <ol>
 *   <li>of a word that is no class: left out, or {@link WordSelection#UNKNOWN} where there is such
 *       a class;
 *   <li>of a speaker whom the data set has: joins that speaker's part, and is left out if it is the
 *       test part;
 *   <li>otherwise its speaker's part is that of the folder's split lists, or of the official hash
 *       rule where there are none; what is for test is left out;
 *   <li>of the speakers for training a share is kept apart: {@code evaluate --data} scores them as
 *       clips that the network never saw. Who they are depends on their names alone.
 * </ol>
 *
 * @param folder in a layout of Speech Commands, in which {@link ClipsPlace} finds the words;
 *     background recordings in it are left alone
 * @param apart share of the speakers for training that is kept apart, 0 to below 1
 */
public record FurtherVoices(Path folder, double apart) {
  /** Makes the draw independent of the split's own. */
  private static final String SALT = "apart ";

  private static final double PERCENT = 100;

  /**
   * @throws SettingException if the share is not 0 to below 1
   */
  public FurtherVoices {
    if (!(apart >= 0 && apart < 1)) {
      throw new SettingException("apart", apart, "0 to below 1");
    }
  }

  /**
   * A data set with the clips of this folder.
   *
   * @param prefix of names and speakers in it: empty, or {@link Dataset#RECORDED} where other clips
   *     are synthesised
   * @throws org.keyspike.io.InputException if the folder or one of its clips cannot be used
   */
  public Dataset joined(Dataset dataset, String prefix) throws IOException {
    WordFolders words = WordFolders.read(ClipsPlace.in(folder));
    SplitLists lists = SplitLists.of(words).orElse(null);
    SpeechCommands.SplitRule rule = SpeechCommands.rule(lists);
    Joining joining = new Joining(dataset, prefix);
    ClipSeconds seconds = new ClipSeconds();
    for (Map.Entry<String, List<Path>> word : words.clips().entrySet()) {
      int label = WordSelection.classLabel(word.getKey(), dataset.classes());
      for (Path clip : word.getValue()) {
        if (label < 0) {
          joining.otherWords++;
        } else {
          joining.put(word.getKey(), clip, label, rule.of(clip), seconds);
        }
      }
    }
    List<String> remarks = new ArrayList<>(dataset.remarks());
    remarks.add(joining.remark());
    remarks.addAll(SpeechCommands.remarks(words, lists, seconds));
    return new Dataset(
        dataset.name(),
        dataset.classes(),
        dataset.frameWise(),
        joining.parts,
        dataset.background(),
        remarks);
  }

  private boolean isApart(String speaker) {
    return HashRule.percent(SALT + speaker) < PERCENT * apart;
  }

  /** The parts as they grow, and what was left out. */
  private final class Joining {
    private final Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    private final Map<Split, Integer> joined = new EnumMap<>(Split.class);

    /** The part of every speaker; nothing for those who are kept apart. */
    private final Map<String, Optional<Split>> speakers = new HashMap<>();

    private final Set<String> names = new HashSet<>();
    private final Set<String> apartSpeakers = new HashSet<>();
    private final String prefix;
    private int apartClips;
    private int otherWords;
    private int forTest;
    private int twice;

    Joining(Dataset dataset, String prefix) {
      this.prefix = prefix;
      for (Split part : Split.values()) {
        List<Utterance> own = dataset.utterances(part);
        parts.put(part, new ArrayList<>(own));
        joined.put(part, 0);
        for (Utterance utterance : own) {
          names.add(utterance.name());
          utterance.speaker().ifPresent(speaker -> speakers.put(speaker, Optional.of(part)));
        }
      }
    }

    void put(String word, Path clip, int label, Split listed, ClipSeconds seconds)
        throws IOException {
      String speaker = HashRule.speaker(clip);
      Optional<Split> part =
          speakers.computeIfAbsent(
              prefix + speaker,
              unknown ->
                  listed == Split.TRAIN && isApart(speaker)
                      ? Optional.empty()
                      : Optional.of(listed));
      if (part.isEmpty()) {
        apartClips++;
        apartSpeakers.add(speaker);
      } else if (part.get() == Split.TEST) {
        forTest++;
      } else {
        for (Utterance second : seconds.of(word, clip, label)) {
          if (names.add(prefix + second.name())) {
            parts.get(part.get()).add(named(second));
            joined.merge(part.get(), 1, Integer::sum);
          } else {
            twice++;
          }
        }
      }
    }

    private Utterance named(Utterance clip) {
      return new Utterance(
              prefix + clip.name(), clip.file(), clip.start(), clip.length(), clip.labels())
          .withSpeaker(clip.speaker().map(speaker -> prefix + speaker));
    }

    String remark() {
      return String.format(
          Locale.ROOT,
          "further voices of %s: %,d training and %,d validation clips; kept apart %,d of %,d"
              + " speakers; left out %,d of other words, %,d for test, %,d that are there already",
          SpeechCommands.name(folder),
          joined.get(Split.TRAIN),
          joined.get(Split.VALIDATION),
          apartClips,
          apartSpeakers.size(),
          otherWords,
          forTest,
          twice);
    }
  }
}
