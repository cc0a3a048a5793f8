package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Decision;
import org.keyspike.io.Hashes;
import org.keyspike.pipeline.results.BaselineResults;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ScoredAccuracy;
import org.keyspike.training.dscnn.ConvolutionShape;
import org.keyspike.training.dscnn.DsCnn;
import org.keyspike.training.dscnn.DsCnnQuantizer;
import org.keyspike.training.dscnn.FoldedDsCnn;
import org.keyspike.training.dscnn.IntegerDsCnn;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Clips;
import org.keyspike.verification.Score;

/** Float DS-CNN → 8-bit integers → their accuracy on the test part. */
record BaselineScoreStage(BaselineRun run) implements Stage {
  /** Training clips that the scales of activations are chosen on. */
  private static final int CALIBRATION = 500;

  private static final String VALIDATION = "validation";
  private static final String TEST = "test";

  @Override
  public String name() {
    return "score";
  }

  @Override
  public List<String> inputs() throws IOException {
    return List.of(
        Hashes.sha256Hex(run.folder().checkpoint(RunFolder.FLOAT)),
        run.features().store().contentHash(),
        TestStage.STATISTICS);
  }

  @Override
  public List<Path> outputs() {
    return List.of(BaselineRun.integers(run.folder()), BaselineRun.results(run.folder()));
  }

  @Override
  public String perform() throws IOException {
    Features features = run.features();
    DsCnn trained = DsCnn.read(run.folder().checkpoint(RunFolder.FLOAT));
    IntegerDsCnn integers =
        DsCnnQuantizer.quantize(trained, features.part(Split.TRAIN), CALIBRATION);
    integers.write(BaselineRun.integers(run.folder()));
    LabelledFeatures test = features.part(Split.TEST);
    List<BaselineResults.Row> rows = new ArrayList<>();
    rows.add(row(VALIDATION, trained, features.part(Split.VALIDATION)));
    rows.add(row(TEST, trained, test));
    long[] zeros = new long[2];
    ScoredAccuracy score =
        score(
            test,
            trained.labels().size(),
            clip -> Decision.of(integers.answer(Clips.quantized(test, clip), zeros)));
    rows.add(new BaselineResults.Row(BaselineRun.INTEGERS, TEST, score));
    BaselineResults results =
        new BaselineResults(
            new Results.Origin(
                features.dataset().name(),
                features.store().contentHash(),
                run.recipe().seed(),
                trained.provenance().getOrDefault(StageTraining.ENGINE, "unknown"),
                PartResult.unit(test)),
            rows,
            trained.spec().parameterCount(),
            integers.bytes(),
            trained.spec().layers().stream().mapToLong(ConvolutionShape::macs).sum(),
            (double) zeros[0] / zeros[1]);
    results.write(BaselineRun.results(run.folder()));
    return "8-bit integers, test accuracy " + score.text();
  }

  private static BaselineResults.Row row(String part, DsCnn trained, LabelledFeatures clips) {
    FoldedDsCnn folded = new FoldedDsCnn(trained);
    ScoredAccuracy score =
        score(
            clips,
            trained.labels().size(),
            clip -> {
              float[] features = new float[clips.frames(clip) * clips.bands()];
              clips.read(clip, features, 0);
              return Decision.of(folded.logits(features));
            });
    return new BaselineResults.Row(RunFolder.FLOAT, part, score);
  }

  private static ScoredAccuracy score(
      LabelledFeatures clips, int classes, IntUnaryOperator answer) {
    List<ClipAnswer> answers = new ArrayList<>();
    for (int clip = 0; clip < clips.size(); clip++) {
      int[] predicted = {answer.applyAsInt(clip)};
      answers.add(
          new ClipAnswer(clips.name(clip), clips.speaker(clip), clips.labels(clip), predicted));
    }
    return ScoredAccuracy.of(new Score(answers, classes, Optional.empty(), List.of()));
  }
}
