package org.keyspike.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.cli.recipe.RecordWriter;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.datasets.Split;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.Heard;

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
    inputs.add(run.decoderHash());
    inputs.add(RecordWriter.json(Machines.open(run.recipe().simulation().architecture())));
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().results(), run.folder().predictions());
  }

  @Override
  public String perform() throws IOException {
    LabelledFeatures test = run.features().part(Split.TEST);
    List<String> classes = Phones.names(run.features().dataset().classes());
    long bytes = Files.size(run.folder().image());
    List<Results.Row> rows = new ArrayList<>();
    List<Results.Row> validation = new ArrayList<>();
    Map<String, Score> forms = new LinkedHashMap<>();
    for (String name : checkpoints()) {
      PartResult.Scored scored = PartResult.score(run, name, Split.TEST, bytes);
      rows.add(scored.result().row());
      forms.put(name, scored.score());
      validation.add(validation(name));
    }
    Checkpoint quantized = Checkpoint.read(run.folder().quantized());
    WeightImage image = ImageReader.read(run.folder().image());
    TestBench.Outcome outcome =
        new TestBench(image, Machines.open(run.recipe().simulation().architecture()), run.phones())
            .run(
                Heard.by(quantized).of(test),
                new TestBench.Forward(run.engine(), quantized),
                run.console().progress());
    IntegerModel model = image.model();
    forms.put(Results.INTEGER, outcome.integer());
    forms.put(Results.SIMULATOR, outcome.simulator());
    for (String name : List.of(Results.INTEGER, Results.SIMULATOR)) {
      rows.add(Results.Row.of(name, forms.get(name), classes, bytes, WeightCount.of(model)));
    }
    Predictions.write(run.folder().predictions(), classes, test.frameWise(), forms);
    ByteBreakdown breakdown = ByteBreakdown.of(image);
    Results results =
        new Results(
            run.features().dataset().name(),
            run.features().store().contentHash(),
            run.recipe().seed(),
            quantized.provenance().get(Learning.ENGINE),
            PartResult.unit(test),
            rows,
            validation,
            Results.Agreement.of(outcome),
            byKind(breakdown),
            breakdown.loaded(),
            Results.CyclesPerFrame.of(outcome.counts()));
    results.write(run.folder().results());
    return String.format(
        Locale.ROOT,
        "%s, of the image: test %s",
        outcome.identical() ? "identical" : "NOT identical",
        rows.get(rows.size() - 1).scoreText());
  }

  private Results.Row validation(String name) throws IOException {
    // How phones are decoded may have been chosen anew since the checkpoint was scored.
    return run.phones() == null
        ? PartResult.read(run.folder().validation(name)).row()
        : PartResult.score(run, name, Split.VALIDATION, null).result().row();
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
