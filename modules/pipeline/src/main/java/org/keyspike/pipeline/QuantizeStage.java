package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.compression.GridPreparation;
import org.keyspike.compression.QuantizationReport;
import org.keyspike.compression.QuantizationSettings;
import org.keyspike.datasets.Split;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.TrainingSettings;

/** Folded checkpoint → checkpoint on the integer grid, fine-tuned there. */
record QuantizeStage(Run run) implements Stage {
  static final String NAME = "quantize";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = unadapted();
    if (run.recipe().adaptation().on()) {
      // Its checkpoint has another name then.
      inputs.add("before adaptation");
    }
    return inputs;
  }

  /** The inputs but for the name of its checkpoint, which changes nothing in it. */
  List<String> unadapted() throws IOException {
    List<String> inputs = new ArrayList<>(StageTraining.inputs(run, fineTuning()));
    inputs.addAll(StageTraining.teacherInputs(run));
    inputs.add(settings().identity());
    inputs.add(Hashes.sha256Hex(run.folder().checkpoint(RunFolder.FOLDED)));
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(
        run.folder().checkpoint(made()),
        run.folder().validation(made()),
        run.folder().quantizationReport());
  }

  /** The checkpoint on the grid, unless adaptation goes on from it. */
  private String made() {
    return RunFolder.onGrid(run.recipe().adaptation().on());
  }

  @Override
  public String perform() throws IOException {
    Checkpoint folded = Checkpoint.read(run.folder().checkpoint(RunFolder.FOLDED));
    Checkpoint start =
        GridPreparation.prepare(folded, run.features().part(Split.TRAIN), settings(), run.engine())
            .madeFrom("recipe." + NAME, Hashes.sha256Hex(String.join("\n", unadapted())));
    Checkpoint quantized =
        settings().epochs() == 0
            ? start.with(Quantizer.onGrid(start.spec(), start.parameters()))
            : StageTraining.fineTune(run, NAME, fineTuning(), start, run.folder().work(NAME));
    quantized.write(run.folder().checkpoint(made()));
    boolean trained = settings().epochs() > 0;
    QuantizationReport report =
        QuantizationReport.of(folded, quantized, run.features().part(Split.VALIDATION), trained);
    AtomicFiles.write(
        run.folder().quantizationReport(),
        (RecordWriter.json(report) + "\n").getBytes(StandardCharsets.UTF_8));
    return String.format(
        Locale.ROOT,
        "%d bits%s, %,d values clipped, %.4f %% of potentials saturated, %s",
        settings().weightBits(),
        trained ? "" : " without learning",
        report.clippedWeights(),
        100 * report.saturatedPart(),
        StageTraining.validate(run, made()));
  }

  private QuantizationSettings settings() {
    return run.recipe().compression().quantization();
  }

  private TrainingSettings fineTuning() {
    return StageTraining.fineTuning(
        run, Math.max(1, settings().epochs()), settings().learningRate());
  }
}
