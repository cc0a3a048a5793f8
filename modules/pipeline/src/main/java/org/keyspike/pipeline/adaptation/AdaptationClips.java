package org.keyspike.pipeline.adaptation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.speechcommands.OwnRecordings;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.recipe.AdaptationSettings;

/** The clips of an adaptation. */
public final class AdaptationClips {
  /** The draw of other clips, apart from the draws of other stages. */
  private static final int OTHERS = 14;

  private AdaptationClips() {}

  /**
   * Own recordings as a data set, its three parts by speaker.
   *
   * @param classes of the network: words, and the two classes of what is none of them
   * @throws InputException if the folder cannot be used, or none of its clips for training is of a
   *     word
   */
  public static Dataset recordings(Path folder, List<String> classes) throws IOException {
    List<String> words = classes.subList(0, classes.size() - 2);
    OwnRecordings own = OwnRecordings.read(folder, new WordSelection.Spotting(words));
    if (own.parts().get(Split.TRAIN).stream().noneMatch(clip -> clip.labels()[0] < words.size())) {
      throw new InputException(
          folder,
          "no clip for training of " + String.join(", ", words),
          "at least one, in a folder with the name of its word");
    }
    return new Dataset(
            "recordings", classes, false, own.parts(), own.background(), List.of(own.summary()))
        .withSplitChecked();
  }

  /**
   * What an epoch goes through: the recordings for training, each so many times as the settings
   * say, and other clips, drawn once, so that every class has its usual part of all.
   *
   * @param own recordings
   * @param others clips that the network was trained with
   * @param background recordings of noise
   */
  public static Dataset mixed(
      Dataset own,
      List<Utterance> others,
      List<Path> background,
      AdaptationSettings settings,
      long seed) {
    List<Utterance> clips = new ArrayList<>();
    for (int label = 0; label < own.classes().size(); label++) {
      List<Utterance> recorded = of(label, own.utterances(Split.TRAIN));
      List<Utterance> known = of(label, others);
      double part = (double) known.size() / others.size();
      for (int copy = 0; copy < copies(settings, recorded.size(), part); copy++) {
        for (Utterance clip : recorded) {
          clips.add(copy == 0 ? clip : named(clip, clip.name() + "#" + copy));
        }
      }
      known.stream()
          .sorted(
              Comparator.comparingLong(clip -> Seeds.derive(seed, OTHERS, clip.name().hashCode())))
          .limit(settings.others(recorded.size(), part))
          .forEach(clips::add);
    }
    return new Dataset("adaptation", own.classes(), false, Map.of(Split.TRAIN, clips), background);
  }

  private static int copies(AdaptationSettings settings, int own, double part) {
    return own == 0 ? 0 : settings.copies(own, part);
  }

  private static List<Utterance> of(int label, List<Utterance> clips) {
    return clips.stream().filter(clip -> clip.labels()[0] == label).toList();
  }

  /** Clips that a network was trained with and chosen by, and those that it was adapted with. */
  public static Dataset joined(Dataset trained, Dataset own) {
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
      List<Utterance> clips = new ArrayList<>(trained.utterances(split));
      // It may have been trained with recordings of the same names before.
      own.utterances(split).forEach(clip -> clips.add(named(clip, "adapted/" + clip.name())));
      parts.put(split, clips);
    }
    return new Dataset(trained.name(), trained.classes(), false, parts);
  }

  private static Utterance named(Utterance clip, String name) {
    return new Utterance(name, clip.file(), clip.start(), clip.length(), clip.labels())
        .withSpeaker(clip.speaker());
  }
}
