package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.BaselineRun;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.BaselineRecipe;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.Datasets;
import org.keyspike.training.dscnn.IntegerDsCnn;

/**
 * The finished run of a convolutional network that a command is to try.
 *
 * @param folder of the run
 * @param recipe of it, with what is laid over it
 * @param network its 8-bit form
 */
record BaselineTarget(RunFolder folder, BaselineRecipe recipe, IntegerDsCnn network) {
  /** The run in a folder; nothing if it is something else. */
  static Optional<BaselineTarget> of(Path path, List<Assignment> overrides) throws IOException {
    RunFolder folder = new RunFolder(path);
    return BaselineRun.finished(folder)
        ? Optional.of(
            new BaselineTarget(
                folder,
                BaselineRecipe.read(folder.recipe(), overrides),
                IntegerDsCnn.read(BaselineRun.integers(folder))))
        : Optional.empty();
  }

  /** From sound to its features. */
  FrontEndSettings frontEnd() {
    return recipe.frontend();
  }

  /**
   * The clips to try it on.
   *
   * @param data that it never saw; without them, those of its run
   * @throws InputException if they are of other classes
   */
  Dataset dataset(Optional<Path> data, Path cache, ProgressListener progress) throws IOException {
    if (data.isPresent()) {
      InputException.requireFolder(data.get(), "a folder of clips");
      return DatasetKind.named(recipe.dataset().kind())
          .openForTest(data.get(), network.labels(), progress);
    }
    Dataset dataset = Datasets.open(recipe.dataset(), cache, recipe.seed(), progress);
    if (!dataset.classes().equals(network.labels())) {
      throw new InputException(
          folder.recipe(),
          "classes " + String.join(" ", dataset.classes()),
          String.join(" ", network.labels()) + ", which the network was trained with");
    }
    return dataset;
  }
}
