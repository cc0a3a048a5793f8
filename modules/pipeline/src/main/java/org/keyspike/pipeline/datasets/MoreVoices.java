package org.keyspike.pipeline.datasets;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.fetch.Archives;
import org.keyspike.datasets.speechcommands.FurtherVoices;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.SettingException;
import org.keyspike.pipeline.recipe.DatasetSection;
import org.keyspike.pipeline.recipe.DatasetSettings;

/** The key {@code dataset.more} of kinds that take further voices. */
final class MoreVoices {
  private MoreVoices() {}

  /**
   * Refuses what {@link FurtherVoices} would.
   *
   * @throws InputException naming the recipe's key
   */
  static void validate(DatasetSettings settings) throws InputException {
    if (settings.more() != null) {
      voices(settings.more(), Path.of(""));
    }
  }

  /**
   * The data set with the voices that its section asks for, if any.
   *
   * @param prefix of their names
   */
  static Dataset joined(
      Dataset dataset,
      String prefix,
      DatasetSettings settings,
      Path cache,
      ProgressListener progress)
      throws IOException {
    DatasetSettings.More more = settings.more();
    if (more == null || more.from() == null) {
      return dataset;
    }
    return voices(more, Archives.folder(more.from(), cache, progress)).joined(dataset, prefix);
  }

  private static FurtherVoices voices(DatasetSettings.More more, Path folder)
      throws InputException {
    try {
      return new FurtherVoices(folder, more.apart());
    } catch (SettingException e) {
      throw DatasetSection.wrong("more." + e.field(), e.found(), e.expected());
    }
  }
}
