package org.keyspike.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;

/** What is done with every sound file of a folder. */
interface SoundWork extends Serializable {

  /** The columns of its results beside those that all have, as Parquet writes a schema. */
  String columns();

  /** Gets ready to go through files, on a worker. */
  Session start() throws IOException;

  /** One task's own. */
  @FunctionalInterface
  interface Session {
    /**
     * Goes through one file.
     *
     * @param samples (n), 16 kHz, in [−1, 1)
     * @return what is to be noted
     */
    Result of(float[] samples);
  }

  /**
   * What came of a file.
   *
   * @param frames of features that are kept
   * @param detections in it
   * @param row fills the columns
   */
  record Result(long frames, List<FileLine.Heard> detections, Consumer<Group> row) {
    public Result {
      detections = List.copyOf(detections);
    }
  }

  /** What stands in the row of a file that is broken. */
  Result none();

  /** Classes whose words may not be said in a file; empty if any may. */
  default List<String> keywords() {
    return List.of();
  }
}
