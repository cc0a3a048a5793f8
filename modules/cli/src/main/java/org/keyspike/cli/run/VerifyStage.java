package org.keyspike.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.datasets.Split;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.Evaluator;

/**
 * All checkpoints and the image on the test part → results. This is where a run touches the test
 * part, once.
 */
record VerifyStage(Run run) implements Stage {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    for (String name : checkpoints()) {
      inputs.add(Hash.of(run.folder().checkpoint(name)));
    }
    inputs.add(Hash.of(run.folder().image()));
    inputs.add(run.features().store().contentHash());
    Path architecture = run.recipe().simulation().architecture();
    inputs.add(architecture == null ? "reference" : Hash.of(architecture));
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().results());
  }

  @Override
  public String perform() throws IOException {
    LabelledFeatures test = run.features().part(Split.TEST);
    List<Results.Row> rows = new ArrayList<>();
    long imageBytes = Files.size(run.folder().image());
    for (String name : checkpoints()) {
      Checkpoint checkpoint = Checkpoint.read(run.folder().checkpoint(name));
      Score score =
          Score.of(
              Evaluator.score(run.engine(), checkpoint.spec(), checkpoint.parameters(), test),
              checkpoint.classes().size());
      boolean onGrid = checkpoint.spec().format() != null;
      rows.add(
          Results.Row.of(
              onGrid ? checkpoint.spec().format().weightBits() + "-bit" : name,
              score,
              onGrid ? imageBytes : Float.BYTES * checkpoint.parameters().size(),
              WeightCount.of(checkpoint)));
    }
    WeightImage image = ImageReader.read(run.folder().image());
    TestBench.Outcome outcome =
        new TestBench(image, Machines.open(run.recipe().simulation().architecture()))
            .run(
                test,
                new TestBench.Forward(run.engine(), Checkpoint.read(run.folder().quantized())),
                run.console().progress());
    IntegerModel model = image.model();
    rows.add(Results.Row.of("integer", outcome.integer(), imageBytes, WeightCount.of(model)));
    rows.add(Results.Row.of("simulator", outcome.simulator(), imageBytes, WeightCount.of(model)));
    ByteBreakdown breakdown = ByteBreakdown.of(image);
    Results results =
        new Results(
            run.features().dataset().name(),
            run.recipe().seed(),
            test.frameWise() ? "frames" : "clips",
            rows,
            Results.Agreement.of(outcome),
            byKind(breakdown),
            breakdown.loaded(),
            Results.CyclesPerFrame.of(outcome.counts()));
    results.write(run.folder().results());
    return String.format(
        Locale.ROOT,
        "%s, test accuracy of the image %.4f",
        outcome.identical() ? "identical" : "NOT identical",
        outcome.integer().accuracy().value());
  }

  private static List<String> checkpoints() {
    return List.of(RunFolder.FLOAT, RunFolder.PRUNED, RunFolder.FOLDED, RunFolder.QUANTIZED);
  }

  private static Map<String, Long> byKind(ByteBreakdown breakdown) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    breakdown
        .bytes()
        .forEach((kind, count) -> bytes.put(kind.name().toLowerCase(Locale.ROOT), count));
    return bytes;
  }
}
