package org.keyspike.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.BandSteps;
import org.keyspike.evaluation.Interval;
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

  /** Why there is none, or null. */
  static String reason(AnalysisInput subject) {
    if (!(subject.spec().encoder() instanceof EncoderSpec.Residual)) {
      return "the encoder has no steps that are learned, to be compared with fixed ones";
    }
    return subject.training().frameWise()
        ? "the network answers every frame; the probe reads counts over a whole clip"
        : null;
  }

  static List<Findings.Probe> of(AnalysisInput subject) throws IOException {
    BandSteps learned = EncoderInput.steps(subject.spec(), subject.parameters());
    double start = StepQuantile.of(subject.training(), subject.recipe().encoder().stepQuantile());
    Map<String, BandSteps> encoders = new LinkedHashMap<>();
    encoders.put("learned", learned);
    encoders.put(
        "initial steps",
        EncoderInput.steps(
            subject.spec(), Initializer.draw(subject.spec(), start, subject.recipe().seed())));
    encoders.put("step-forward, learned coarse step", new BandSteps(learned.coarse(), null));
    List<Findings.Probe> found = new ArrayList<>();
    for (Map.Entry<String, BandSteps> encoder : encoders.entrySet()) {
      found.add(
          finding(
              encoder.getKey(),
              LinearProbe.fit(
                  clips(subject, subject.training(), encoder.getValue()),
                  clips(subject, subject.validation(), encoder.getValue()),
                  subject.classes().size())));
    }
    write(subject, found);
    return found;
  }

  private static Findings.Probe finding(String encoder, LinearProbe probe) {
    Interval interval = probe.validation().interval();
    return new Findings.Probe(
        encoder,
        probe.inputs(),
        probe.penalty(),
        probe.training().value(),
        probe.validation().value(),
        List.of(interval.lower(), interval.upper()));
  }

  private static ProbeClips clips(AnalysisInput subject, LabelledFeatures part, BandSteps steps) {
    int inputs = SEGMENTS * steps.channels();
    float[] counts = new float[part.size() * inputs];
    int[] labels = new int[part.size()];
    EncoderInput input = new EncoderInput(part, subject.spec());
    for (int i = 0; i < part.size(); i++) {
      steps.countSegments(input.clip(i), part.frames(i), SEGMENTS, counts, i * inputs);
      labels[i] = part.labels(i)[0];
    }
    return new ProbeClips(inputs, counts, labels);
  }

  private static void write(AnalysisInput subject, List<Findings.Probe> found) throws IOException {
    Csv table = new Csv("encoder", "inputs", "penalty", "training", "validation", "lower", "upper");
    for (Findings.Probe probe : found) {
      table.row(
          probe.encoder(),
          probe.inputs(),
          probe.penalty(),
          probe.training(),
          probe.validation(),
          probe.interval().get(0),
          probe.interval().get(1));
    }
    table.write(subject.file("probe.csv"));
    Map<String, List<Double>> bars = new LinkedHashMap<>();
    bars.put("training part", found.stream().map(Findings.Probe::training).toList());
    bars.put("validation part", found.stream().map(Findings.Probe::validation).toList());
    BarPlot.write(
        subject.file("probe.png"),
        new Labels(
            "Linear probe: what the frozen encoder's spike counts tell of the class",
            "encoder",
            "accuracy (part of clips)"),
        found.stream().map(Findings.Probe::encoder).toList(),
        bars);
  }
}
