package org.keyspike.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.cli.Console;
import org.keyspike.cli.InputException;
import org.keyspike.cli.recipe.Recipe;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Datasets;
import org.keyspike.datasets.Epochs;
import org.keyspike.datasets.FeatureStore;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.datasets.PhoneSet;
import org.keyspike.datasets.ShuffledEpochs;
import org.keyspike.datasets.SpeechCommands;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Timit;
import org.keyspike.datasets.TrainingSound;
import org.keyspike.network.FeatureSpec;
import org.keyspike.training.TrainingSettings;

/**
 * A data set with its features.
 *
 * @param dataset clips and labels
 * @param store features
 */
public record Features(Dataset dataset, FeatureStore store) {

  /** Opens what a recipe asks for: the stage prepare. */
  public static Features open(Recipe recipe, Path cache, Console console) throws IOException {
    long began = System.currentTimeMillis();
    Dataset dataset = Datasets.open(recipe.dataset(), cache, recipe.seed(), console.progress());
    Features features = of(dataset, recipe.frontend(), cache, console);
    for (Split split : Split.values()) {
      if (features.part(split).size() == 0) {
        throw new InputException(
            dataset.name(),
            "no clips for " + split.name().toLowerCase(Locale.ROOT),
            "at least one in each part");
      }
    }
    boolean there = Files.getLastModifiedTime(features.store.file()).toMillis() < began;
    console.note(
        String.format(
            "%-9s %s%s", "prepare", there ? "unchanged, skipped: " : "", features.summary()));
    dataset.remarks().forEach(remark -> console.note(String.format("%-9s %s", "", remark)));
    return features;
  }

  /**
   * Opens a folder of clips that a network never saw, all of them for test.
   *
   * @param classes the network's classes
   * @param frameWise whether they are phones, and the folder is laid out as TIMIT
   */
  public static Features ofFolder(
      Path folder,
      List<String> classes,
      boolean frameWise,
      FeatureSpec features,
      Path cache,
      Console console)
      throws IOException {
    Dataset dataset =
        frameWise
            ? Timit.open(folder, training -> PhoneSet.of(classes), threads(), console.progress())
            : SpeechCommands.openForTest(folder, classes);
    return of(dataset, new FrontEndSettings(features.bands(), features.gain()), cache, console);
  }

  private static Features of(
      Dataset dataset, FrontEndSettings frontEnd, Path cache, Console console) throws IOException {
    return new Features(
        dataset, FeatureStore.open(dataset, frontEnd, cache, threads(), console.progress()));
  }

  /** The features of one part. */
  public LabelledFeatures part(Split split) {
    return store.part(split);
  }

  /** The training part as learning goes through it, its sound varied if a recipe says so. */
  Epochs epochs(Recipe recipe, TrainingSettings settings, Path cache, Console console)
      throws IOException {
    if (!settings.audioAugmentation().possible()) {
      return new ShuffledEpochs(
          part(Split.TRAIN), settings.batchSize(), recipe.seed(), settings.augmentation());
    }
    return TrainingSound.open(
            dataset, store.contentHash(), recipe.frontend(), cache, threads(), console.progress())
        .epochs(
            settings.batchSize(),
            recipe.seed(),
            settings.audioAugmentation(),
            settings.augmentation(),
            threads());
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

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }
}
