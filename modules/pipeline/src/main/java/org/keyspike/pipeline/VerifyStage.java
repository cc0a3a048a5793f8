package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.keyspike.compression.PruningSettings;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.adaptation.AdaptedSpeakers;
import org.keyspike.pipeline.results.CompressionLedger;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.Predictions;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.RunCosts;
import org.keyspike.pipeline.results.ScoredAccuracy;
import org.keyspike.pipeline.results.SynapticOperations;
import org.keyspike.pipeline.results.WeightCount;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.training.NetworkInput;
import org.keyspike.verification.ClipSound;
import org.keyspike.verification.Phones;
import org.keyspike.verification.Score;
import org.keyspike.verification.TestBench;
import org.keyspike.verification.TestClips;
import org.keyspike.verification.TimingModel;

/**
 * All checkpoints and the image on the test part → results and ledger. This is where a run touches
 * the test part, once.
 *
 * @param timing what predicts the counts of an image on a machine
 */
record VerifyStage(Run run, BiFunction<WeightImage, Architecture, TimingModel> timing)
    implements Stage {

  /** The stage with the analytical timing model. */
  VerifyStage(Run run) {
    this(run, TimingModel::analytical);
  }

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    for (String name : checkpoints()) {
      inputs.add(Hashes.sha256Hex(run.folder().checkpoint(name)));
    }
    inputs.add(Hashes.sha256Hex(run.folder().image()));
    inputs.add(run.features().store().contentHash());
    inputs.add(run.decoderHash());
    inputs.add(RecordWriter.json(run.recipe().simulation().machine(image())));
    inputs.add(TestStage.STATISTICS);
    if (run.recipe().adaptation().on()) {
      inputs.add(Hashes.sha256Hex(run.folder().adaptation()));
    }
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(
        run.folder().results(),
        run.folder().predictions(),
        run.folder().compressionLedger(),
        run.folder().costs());
  }

  @Override
  public String perform() throws IOException {
    LabelledFeatures test = run.features().part(Split.TEST);
    List<String> classes = Phones.names(run.features().dataset().classes());
    Optional<Long> bytes = Optional.of(Files.size(run.folder().image()));
    List<Results.Row> rows = new ArrayList<>();
    List<Results.Row> validation = new ArrayList<>();
    Map<String, Score> forms = new LinkedHashMap<>();
    for (String name : checkpoints()) {
      ScoredCheckpoint scored = ScoredCheckpoint.of(run, name, Split.TEST, bytes);
      rows.add(scored.result().row());
      forms.put(name, scored.score());
      validation.add(validation(name));
    }
    Checkpoint quantized = Checkpoint.read(run.folder().quantized());
    WeightImage image = image();
    Architecture machine = run.recipe().simulation().machine(image);
    ClipSound sound = ClipSound.of(run.features().dataset().utterances(Split.TEST));
    TestBench.Outcome outcome =
        new TestBench(image, machine, run.phones(), timing.apply(image, machine))
            .run(
                TestClips.of(NetworkInput.by(quantized).of(test), sound),
                Optional.of(new TestBench.Forward(run.engine(), quantized)),
                run.progress());
    IntegerModel model = image.model();
    forms.put(Results.INTEGER, outcome.integer());
    forms.put(Results.SIMULATOR, outcome.simulator());
    for (String name : List.of(Results.INTEGER, Results.SIMULATOR)) {
      rows.add(Results.Row.of(name, forms.get(name), classes, bytes, WeightCount.of(model)));
    }
    Predictions.write(run.folder().predictions(), classes, test.frameWise(), forms);
    ByteBreakdown breakdown = ByteBreakdown.of(image);
    ledger(rows, List.copyOf(forms.values()), breakdown, outcome)
        .write(run.folder().compressionLedger());
    RunCosts.of(
            run.folder().image(),
            image,
            machine,
            test.size() + " clips of the test part",
            outcome.counts(),
            outcome.twin())
        .write(run.folder().costs());
    Results results =
        new Results(
            new Results.Origin(
                run.features().dataset().name(),
                run.features().store().contentHash(),
                run.recipe().seed(),
                quantized.provenance().get(StageTraining.ENGINE),
                PartResult.unit(test)),
            rows,
            validation,
            Results.Agreement.of(outcome),
            new Results.ImageSize(byKind(breakdown, 1), breakdown.loaded()),
            Results.CyclesPerFrame.of(outcome.counts()),
            ScoredAccuracy.ofRecorded(outcome.simulator()),
            remarks());
    results.write(run.folder().results());
    return String.format(
        Locale.ROOT,
        "%s, of the image: test %s",
        outcome.identical() ? "identical" : "NOT identical",
        rows.get(rows.size() - 1).scoreText());
  }

  private List<String> remarks() throws IOException {
    List<String> remarks = new ArrayList<>(run.features().dataset().remarks());
    Mining.remark(run.folder(), run.recipe().mining()).ifPresent(remarks::add);
    if (run.recipe().adaptation().on()) {
      remarks.add(AdaptedSpeakers.read(run.folder().adaptation()).text());
    }
    return remarks;
  }

  private Results.Row validation(String name) throws IOException {
    // How phones are decoded may have been chosen anew since the checkpoint was scored.
    return run.phones().isEmpty()
        ? PartResult.read(run.folder().validation(name)).row()
        : ScoredCheckpoint.of(run, name, Split.VALIDATION, Optional.empty()).result().row();
  }

  /**
   * The ledger of these rows.
   *
   * @param scores of the same forms
   */
  private CompressionLedger ledger(
      List<Results.Row> rows,
      List<Score> scores,
      ByteBreakdown breakdown,
      TestBench.Outcome outcome)
      throws IOException {
    LabelledFeatures test = run.features().part(Split.TEST);
    String unit = PartResult.unit(test);
    List<PruningSettings> prunings = run.recipe().compression().pruning();
    List<String> checkpoints = checkpoints();
    CompressionLedger.Size imageSize =
        new CompressionLedger.Size(
            byKind(breakdown, Byte.SIZE), breakdown.total(), breakdown.loaded());
    double counted =
        (double) outcome.counts().total().count(Event.ACCUMULATIONS) / outcome.counts().frames();
    List<CompressionLedger.Entry> entries = new ArrayList<>();
    Checkpoint network = null;
    SynapticOperations work = null;
    for (int i = 0; i < rows.size(); i++) {
      boolean onGrid = i >= checkpoints.size() - 1;
      if (i < checkpoints.size()) {
        network = Checkpoint.read(run.folder().checkpoint(checkpoints.get(i)));
        work = SynapticOperations.of(run.engine(), network, test);
      }
      if (onGrid && outcome.identical()) {
        work = work.counted(counted);
      }
      long parameters = network.parameters().size();
      entries.add(
          CompressionLedger.Entry.of(
              i == rows.size() - 1 ? CompressionLedger.IMAGE : rows.get(i).stage(),
              i > 0 && i <= prunings.size()
                  ? Optional.of(prunings.get(i - 1).what())
                  : Optional.empty(),
              rows.get(i),
              i == 0
                  ? Optional.empty()
                  : Optional.of(CompressionLedger.againstFloat(scores.get(0), scores.get(i))),
              parameters,
              onGrid ? imageSize : CompressionLedger.Size.ofFloats(parameters),
              work));
    }
    return new CompressionLedger(
        run.features().dataset().name(),
        run.features().store().contentHash(),
        run.recipe().seed(),
        unit,
        entries,
        CompressionLedger.Savings.of(entries.get(0), entries.get(entries.size() - 1)));
  }

  private WeightImage image() throws IOException {
    return ImageReader.read(run.folder().image());
  }

  private List<String> checkpoints() {
    return RunFolder.checkpoints(run.recipe().compression().pruning().size());
  }

  /** What each byte counts for, by kind. */
  private static Map<String, Long> byKind(ByteBreakdown breakdown, long each) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    breakdown
        .bytes()
        .forEach((kind, count) -> sizes.put(kind.name().toLowerCase(Locale.ROOT), each * count));
    return sizes;
  }
}
