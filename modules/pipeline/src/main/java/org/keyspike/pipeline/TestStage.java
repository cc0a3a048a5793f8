package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.io.Hashes;
import org.keyspike.pipeline.results.Predictions;
import org.keyspike.verification.Phones;

/**
 * One checkpoint on the test part → its result and predictions: where a run that ends at this
 * checkpoint touches the test part.
 */
record TestStage(Run run, String checkpoint) implements Stage {
  /** How intervals and comparisons are made; what was made otherwise is made again. */
  static final String STATISTICS = "intervals by speaker";

  @Override
  public String name() {
    return "test-" + checkpoint;
  }

  @Override
  public List<String> inputs() throws IOException {
    return List.of(
        Hashes.sha256Hex(run.folder().checkpoint(checkpoint)),
        run.features().store().contentHash(),
        run.decoderHash(),
        STATISTICS);
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().test(checkpoint), run.folder().testPredictions(checkpoint));
  }

  @Override
  public String perform() throws IOException {
    ScoredCheckpoint scored = ScoredCheckpoint.of(run, checkpoint, Split.TEST, Optional.empty());
    LabelledFeatures test = run.features().part(Split.TEST);
    scored.result().write(run.folder().test(checkpoint));
    Predictions.write(
        run.folder().testPredictions(checkpoint),
        Phones.names(run.features().dataset().classes()),
        test.frameWise(),
        Map.of(checkpoint, scored.score()));
    return "test " + scored.result().row().scoreText();
  }
}
