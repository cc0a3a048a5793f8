package org.keyspike.pipeline;

import java.io.IOException;
import java.util.Optional;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.WeightCount;
import org.keyspike.training.NetworkInput;
import org.keyspike.verification.Phones;
import org.keyspike.verification.Score;

/**
 * The score of one checkpoint of a run on one part of its data set.
 *
 * @param result what is written of it
 * @param score the answers that it was counted from
 */
record ScoredCheckpoint(PartResult result, Score score) {

  /**
   * Scores a checkpoint of a run, by its name in the run folder.
   *
   * @param imageBytes size of the image of a checkpoint on the grid, if there is one yet
   */
  static ScoredCheckpoint of(Run run, String name, Split split, Optional<Long> imageBytes)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.read(run.folder().checkpoint(name));
    LabelledFeatures part = run.features().part(split);
    Score score =
        Score.of(run.engine(), checkpoint, NetworkInput.by(checkpoint).of(part), run.phones());
    Results.Row row =
        Results.Row.of(
            stage(name, checkpoint),
            score,
            Phones.names(checkpoint.classes()),
            checkpoint.spec().format() == null
                ? Optional.of((long) Float.BYTES * checkpoint.parameters().size())
                : imageBytes,
            WeightCount.of(checkpoint));
    return new ScoredCheckpoint(
        new PartResult(
            run.features().dataset().name(),
            run.features().store().contentHash(),
            run.recipe().seed(),
            PartResult.unit(part),
            row),
        score);
  }

  private static String stage(String name, Checkpoint checkpoint) {
    return checkpoint.spec().format() == null
        ? name
        : checkpoint.spec().format().weightBits() + "-bit";
  }
}
