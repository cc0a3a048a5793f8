package org.keyspike.experiment.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.integer.IntegerDetectorSettings;

/** A cluster that is connected, and does work until it is closed. */
public interface Cluster extends AutoCloseable {

  /**
   * The work of runs, one task a run. The folders of runs, of their data and of the cache lie where
   * every worker sees them by the same path.
   *
   * @param cache of data
   */
  RunExecutor runs(Path cache);

  /**
   * The features of every file of a folder.
   *
   * @throws org.keyspike.io.InputException if there is no sound in it, or results of something else
   *     lie where these are to go
   * @throws IOException if a file system or the cluster fails; what is done is kept
   */
  FolderFeatures features(FolderPass pass, FrontEndSettings settings) throws IOException;

  /**
   * What a network detects in every file of a folder, each a stream of its own, without keywords in
   * any of them. A file whose list of words, if there is one beside it, names a keyword is left
   * out.
   *
   * @param network a weight image or a checkpoint
   * @param settings of the detector
   * @throws org.keyspike.io.InputException as {@link #features}
   * @throws IOException as {@link #features}
   */
  FolderAlarms falseAlarms(FolderPass pass, Path network, IntegerDetectorSettings settings)
      throws IOException;

  /** Lets the workers go. */
  @Override
  void close();
}
