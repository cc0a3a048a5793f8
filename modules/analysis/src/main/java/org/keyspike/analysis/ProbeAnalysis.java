package org.keyspike.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.BandSteps;
import org.keyspike.evaluation.LinearProbe;
import org.keyspike.evaluation.ProbeClips;
import org.keyspike.io.Csv;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Initializer;
import org.keyspike.report.BarPlot;
import org.keyspike.report.Labels;
import org.keyspike.training.StepQuantile;

/** The learned encoder against fixed ones, by what a linear map reads from their spike counts. */
final class ProbeAnalysis {
  /** Of 200 ms in a clip of one second. */
  private static final int SEGMENTS = 5;

  private ProbeAnalysis() {}

  /** Why there is none; empty if there is one. */
  static Optional<String> reason(AnalysisInput input) {
    if (!(input.spec().encoder() instanceof EncoderSpec.Residual)) {
      return Optional.of(
          "the encoder has no steps that are learned, to be compared with fixed ones");
    }
    return input.training().frameWise()
        ? Optional.of("the network answers every frame; the probe reads counts over a whole clip")
        : Optional.empty();
  }

  static List<AnalysisFindings.Probe> of(AnalysisInput input) throws IOException {
    BandSteps learned = EncoderInput.steps(input.spec(), input.parameters());
    double start = StepQuantile.of(input.training(), input.recipe().encoder().stepQuantile());
    Map<String, BandSteps> encoders = new LinkedHashMap<>();
    encoders.put("learned", learned);
    encoders.put(
        "initial steps",
        EncoderInput.steps(
            input.spec(), Initializer.draw(input.spec(), start, input.recipe().seed())));
    encoders.put("step-forward, learned coarse step", new BandSteps(learned.coarse(), null));
    List<AnalysisFindings.Probe> found = new ArrayList<>();
    for (Map.Entry<String, BandSteps> encoder : encoders.entrySet()) {
      found.add(
          finding(
              encoder.getKey(),
              LinearProbe.fit(
                  clips(input, input.training(), encoder.getValue()),
                  clips(input, input.validation(), encoder.getValue()),
                  input.classes().size())));
    }
    write(input, found);
    return found;
  }

  private static AnalysisFindings.Probe finding(String encoder, LinearProbe probe) {
    return new AnalysisFindings.Probe(
        encoder,
        probe.inputs(),
        probe.penalty(),
        probe.training().value(),
        probe.validation().value(),
        probe.interval());
  }

  private static ProbeClips clips(AnalysisInput input, LabelledFeatures part, BandSteps steps) {
    int inputs = SEGMENTS * steps.channels();
    float[] counts = new float[part.size() * inputs];
    int[] labels = new int[part.size()];
    List<Optional<String>> speakers = new ArrayList<>();
    EncoderInput encoderInput = new EncoderInput(part, input.spec());
    for (int i = 0; i < part.size(); i++) {
      steps.countSegments(encoderInput.clip(i), part.frames(i), SEGMENTS, counts, i * inputs);
      labels[i] = part.labels(i)[0];
      speakers.add(part.speaker(i));
    }
    return new ProbeClips(inputs, counts, labels, speakers);
  }

  private static void write(AnalysisInput input, List<AnalysisFindings.Probe> found)
      throws IOException {
    Csv table = new Csv("encoder", "inputs", "penalty", "training", "validation", "lower", "upper");
    for (AnalysisFindings.Probe probe : found) {
      table.row(
          probe.encoder(),
          probe.inputs(),
          probe.penalty(),
          probe.training(),
          probe.validation(),
          probe.interval().lower(),
          probe.interval().upper());
    }
    table.write(input.file("probe.csv"));
    Map<String, double[]> bars = new LinkedHashMap<>();
    bars.put(
        "training part", found.stream().mapToDouble(AnalysisFindings.Probe::training).toArray());
    bars.put(
        "validation part",
        found.stream().mapToDouble(AnalysisFindings.Probe::validation).toArray());
    BarPlot.write(
        input.file("probe.png"),
        new Labels(
            "Linear probe: what the frozen encoder's spike counts tell of the class",
            "encoder",
            "accuracy (part of clips)"),
        found.stream().map(AnalysisFindings.Probe::encoder).toList(),
        bars);
  }
}
