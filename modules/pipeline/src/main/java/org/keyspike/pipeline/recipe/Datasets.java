package org.keyspike.pipeline.recipe;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.datasets.Dataset;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/** Opens the data set that a recipe asks for. */
public final class Datasets {
  private Datasets() {}

  /**
   * Opens a data set; an archive is unpacked, or words are synthesised, into the cache folder
   * unless they are there already.
   *
   * @param cache made if needed
   * @param seed of a synthesised corpus; nothing else depends on it
   * @throws InputException if the settings do not fit one another or the data is not usable
   */
  public static Dataset open(
      DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    settings.validate();
    return DatasetKind.named(settings.kind()).open(settings, cache, seed, progress);
  }
}
