package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.datasets.features.FeatureStore;
import org.keyspike.datasets.features.JoinedFeatures;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.datasets.features.TrainingSound;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.FeatureSpec;
import org.keyspike.pipeline.adaptation.AdaptationClips;
import org.keyspike.pipeline.mining.LearningTalk;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.Datasets;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.training.TrainingSettings;

/**
 * A data set with its features.
 *
 * @param dataset clips and labels
 * @param store features
 */
public record Features(Dataset dataset, FeatureStore store) {

  /** Opens what a recipe asks for: the stage prepare. */
  public static Features open(Recipe recipe, Path cache, ProgressListener progress)
      throws IOException {
    long began = System.currentTimeMillis();
    Dataset dataset = Datasets.open(recipe.dataset(), cache, recipe.seed(), progress);
    Features features = of(dataset, recipe.frontend(), cache, progress);
    for (Split split : Split.values()) {
      if (features.part(split).size() == 0) {
        throw new InputException(
            dataset.name(),
            "no clips for " + split.name().toLowerCase(Locale.ROOT),
            "at least one in each part");
      }
    }
    List<String> untrained = features.without(Split.TRAIN);
    if (!untrained.isEmpty() && !dataset.frameWise()) {
      throw new InputException(
          dataset.name(),
          "no clip for training of " + String.join(", ", untrained),
          "at least one of every class");
    }
    boolean there = Files.getLastModifiedTime(features.store.file()).toMillis() < began;
    progress.note(
        String.format(
            "%-9s %s%s", "prepare", there ? "unchanged, skipped: " : "", features.summary()));
    dataset.remarks().forEach(remark -> progress.note(String.format("%-9s %s", "", remark)));
    features
        .store
        .remark()
        .ifPresent(remark -> progress.note(String.format("%-9s %s", "", remark)));
    if (!dataset.frameWise()) {
      for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
        List<String> unscored = features.without(split);
        if (!unscored.isEmpty()) {
          progress.note(
              String.format(
                  "%-9s no clip for %s of %s",
                  "", split.name().toLowerCase(Locale.ROOT), String.join(", ", unscored)));
        }
      }
    }
    return features;
  }

  /**
   * Opens a folder of clips that a network never saw, all of them for test.
   *
   * @param kind of data set, whose layout the folder has
   * @param classes the network's classes
   */
  static Features ofFolder(
      Path folder,
      DatasetKind kind,
      List<String> classes,
      FeatureSpec features,
      Path cache,
      ProgressListener progress)
      throws IOException {
    Dataset dataset = kind.openForTest(folder, classes, progress);
    dataset.remarks().forEach(remark -> progress.note(folder + ": " + remark));
    Features opened = of(dataset, features.frontEnd(), cache, progress);
    opened.store.remark().ifPresent(remark -> progress.note(folder + ": " + remark));
    return opened;
  }

  private static Features of(
      Dataset dataset, FrontEndSettings frontEnd, Path cache, ProgressListener progress)
      throws IOException {
    return new Features(dataset, FeatureStore.open(dataset, frontEnd, cache, threads(), progress));
  }

  /** Classes that have no clip in a part. */
  private List<String> without(Split split) {
    Set<Integer> labels =
        dataset.utterances(split).stream()
            .flatMap(utterance -> Arrays.stream(utterance.labels()).boxed())
            .collect(Collectors.toSet());
    return IntStream.range(0, dataset.classes().size())
        .filter(label -> !labels.contains(label))
        .mapToObj(dataset.classes()::get)
        .toList();
  }

  /** The features of one part. */
  public LabelledFeatures part(Split split) {
    return store.part(split);
  }

  /** Clips that mining has found, as a training part of their own. */
  static Features ofMined(
      List<Utterance> clips,
      List<String> classes,
      FrontEndSettings frontEnd,
      Path cache,
      ProgressListener progress)
      throws IOException {
    Dataset mined = new Dataset("mined", classes, false, Map.of(Split.TRAIN, clips));
    return of(mined, frontEnd, cache, progress);
  }

  /** The recordings that a recipe adapts to, if it names any. */
  Optional<Features> recordings(Recipe recipe, Path cache, ProgressListener progress)
      throws IOException {
    if (!recipe.adaptation().on()) {
      return Optional.empty();
    }
    Dataset own = AdaptationClips.recordings(recipe.adaptation().recordings(), dataset.classes());
    Features features = of(own, recipe.frontend(), cache, progress);
    own.remarks().forEach(remark -> progress.note(String.format("%-9s %s", "", remark)));
    return Optional.of(features);
  }

  /**
   * Recordings and clips of this training part, mixed to adapt to the former.
   *
   * @param mined clips that mining has found, which come after those of the data set
   */
  Features mixed(
      Recipe recipe,
      Dataset recordings,
      List<Utterance> mined,
      Path cache,
      ProgressListener progress)
      throws IOException {
    List<Utterance> trained = new ArrayList<>(dataset.utterances(Split.TRAIN));
    trained.addAll(mined);
    List<Path> noise = new ArrayList<>(dataset.background());
    noise.addAll(recordings.background());
    Dataset mix =
        AdaptationClips.mixed(recordings, trained, noise, recipe.adaptation(), recipe.seed());
    return of(mix, recipe.frontend(), cache, progress);
  }

  /**
   * The training part as learning goes through it, its sound varied if a recipe says so.
   *
   * @param mined clips that mining has found, which come after those of the data set
   */
  Epochs epochs(
      Recipe recipe,
      TrainingSettings settings,
      Optional<Features> mined,
      Path cache,
      ProgressListener progress)
      throws IOException {
    if (!settings.audioAugmentation().possible()) {
      LabelledFeatures own = part(Split.TRAIN);
      return new ShuffledEpochs(
          mined.isEmpty() ? own : new JoinedFeatures(List.of(own, mined.get().part(Split.TRAIN))),
          settings.batchSize(),
          recipe.seed(),
          settings.augmentation());
    }
    TrainingSound own = sound(recipe, cache, progress);
    return (mined.isEmpty() ? own : own.and(mined.get().sound(recipe, cache, progress)))
        .epochs(
            settings.batchSize(),
            recipe.seed(),
            settings.audioAugmentation(),
            settings.augmentation(),
            threads());
  }

  private TrainingSound sound(Recipe recipe, Path cache, ProgressListener progress)
      throws IOException {
    return TrainingSound.open(dataset, store, recipe.frontend(), cache, threads(), progress);
  }

  /** Whether a recipe's training mixes the background recordings in. */
  static boolean mixesNoise(Recipe recipe) {
    return recipe.training().audioAugmentation().noiseSnrDb().possible();
  }

  /** The clips that a recipe trains with and chooses by, as a test tells them again. */
  public TrainedClips trainedClips(Recipe recipe, Path cache, ProgressListener progress)
      throws IOException {
    return trainedClips(
        recipe,
        talk(recipe, cache, progress),
        recordings(recipe, cache, progress).map(Features::dataset),
        progress);
  }

  /** The recorded talk that a recipe listens to for hard negatives, if it names any. */
  Optional<LearningTalk> talk(Recipe recipe, Path cache, ProgressListener progress)
      throws IOException {
    return recipe.mining().on()
        ? LearningTalk.open(recipe.mining(), dataset.classes(), cache, progress)
        : Optional.empty();
  }

  /** The same with talk that was looked through, and recordings to adapt to. */
  TrainedClips trainedClips(
      Recipe recipe, Optional<LearningTalk> talk, Optional<Dataset> own, ProgressListener progress)
      throws IOException {
    // All that is listened to: what raises no alarm is left out of training by that very fact.
    List<Path> recordings = new ArrayList<>();
    talk.ifPresent(heard -> recordings.addAll(heard.files()));
    if (mixesNoise(recipe)) {
      recordings.addAll(dataset.background());
      own.ifPresent(adapted -> recordings.addAll(adapted.background()));
    }
    return TrainedClips.of(
        own.map(adapted -> AdaptationClips.joined(dataset, adapted)).orElse(dataset),
        recordings,
        store.contentHash(),
        threads(),
        progress);
  }

  /** The training part shuffled but not varied, for what only looks at it. */
  Epochs plainEpochs(Recipe recipe) {
    return new ShuffledEpochs(
        part(Split.TRAIN), recipe.training().batchSize(), recipe.seed(), AugmentationSettings.NONE);
  }

  /** Classes and clips, for people. */
  public String summary() {
    return String.format(
        "%s, %d classes, %d training, %d validation, %d test clips",
        dataset.name(),
        dataset.classes().size(),
        part(Split.TRAIN).size(),
        part(Split.VALIDATION).size(),
        part(Split.TEST).size());
  }

  static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }
}
