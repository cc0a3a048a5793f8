package org.keyspike.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.ActivityTally;
import org.keyspike.evaluation.Connection;
import org.keyspike.io.Csv;
import org.keyspike.network.ParameterSpec;
import org.keyspike.report.BarPlot;
import org.keyspike.report.HistogramPlot;
import org.keyspike.report.Labels;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;

/** Rates, sparsity and synaptic operations on the validation part. */
final class ActivityAnalysis {
  private static final int BATCH = 32;

  private final AnalysisInput input;
  private final ActivityTally tally;

  ActivityAnalysis(AnalysisInput input) {
    this.input = input;
    tally = new ActivityTally(input.spec(), input.parameters());
    LabelledFeatures part = input.validation();
    int first = 0;
    for (Batch batch : Batches.inOrder(part, BATCH)) {
      Activity activity =
          input
              .engine()
              .forward(input.spec(), input.parameters(), batch, GradientEngine.Detail.SPIKES);
      for (int clip = 0; clip < batch.size(); clip++) {
        tally.add(
            clip,
            batch.frames(),
            batch.lengths()[clip],
            part.labels(first + clip),
            activity.encoderSpikes(),
            activity.spikes());
      }
      first += batch.size();
    }
  }

  /** All of it, written as tables and plots. */
  AnalysisFindings.NetworkActivity perform() throws IOException {
    List<AnalysisFindings.Matrix> matrices = matrices();
    return new AnalysisFindings.NetworkActivity(
        encoderRate(),
        layers(),
        classes(),
        matrices,
        sum(matrices, AnalysisFindings.Matrix::dense),
        sum(matrices, AnalysisFindings.Matrix::effective));
  }

  private static double sum(
      List<AnalysisFindings.Matrix> matrices,
      Function<AnalysisFindings.Matrix, Optional<Double>> figure) {
    return matrices.stream()
        .map(figure)
        .flatMap(Optional::stream)
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /** The encoder's rate; empty without an encoder. */
  private Optional<Double> encoderRate() {
    return AnalysisFindings.finite(
        Arrays.stream(tally.encoderRates()).average().orElse(Double.NaN));
  }

  private List<AnalysisFindings.Layer> layers() throws IOException {
    List<AnalysisFindings.Layer> layers = new ArrayList<>();
    Csv table = new Csv("layer", "neurons", "rate", "silent");
    Csv neurons = new Csv("layer", "neuron", "rate");
    Map<String, double[]> histogram = new LinkedHashMap<>();
    for (int l = 0; l < input.spec().layers().size(); l++) {
      double[] rates = tally.neuronRates(l);
      AnalysisFindings.Layer layer =
          new AnalysisFindings.Layer(
              l + 1,
              rates.length,
              Arrays.stream(rates).average().orElseThrow(),
              (int) Arrays.stream(rates).filter(rate -> rate == 0).count());
      layers.add(layer);
      table.row(layer.layer(), layer.neurons(), layer.rate(), layer.silent());
      for (int n = 0; n < rates.length; n++) {
        neurons.row(l + 1, n, rates[n]);
      }
      histogram.put("layer " + (l + 1), rates);
    }
    table.write(input.file("layers.csv"));
    neurons.write(input.file("neurons.csv"));
    HistogramPlot.write(
        input.file("neuron-rates.png"),
        new Labels(
            "How evenly neurons share the work: few should never spike or always",
            "rate (spikes a time step)",
            "neurons"),
        histogram);
    return layers;
  }

  private List<AnalysisFindings.PerClass> classes() throws IOException {
    boolean encoded = encoderRate().isPresent();
    int layers = input.spec().layers().size();
    List<AnalysisFindings.PerClass> classes = new ArrayList<>();
    List<Object> header = new ArrayList<>(List.of("class", "encoder"));
    for (int l = 1; l <= layers; l++) {
      header.add("layer " + l);
    }
    Csv table = new Csv(header.toArray());
    for (int k = 0; k < input.classes().size(); k++) {
      List<Optional<Double>> rates = new ArrayList<>();
      for (int l = 0; l < layers; l++) {
        rates.add(AnalysisFindings.finite(tally.layerRatesByClass(l)[k]));
      }
      AnalysisFindings.PerClass one =
          new AnalysisFindings.PerClass(
              input.classes().get(k),
              encoded ? AnalysisFindings.finite(tally.encoderRatesByClass()[k]) : Optional.empty(),
              rates);
      classes.add(one);
      List<Object> row = new ArrayList<>();
      row.add(one.name());
      row.add(one.encoder().orElse(null));
      rates.forEach(rate -> row.add(rate.orElse(null)));
      table.row(row.toArray());
    }
    table.write(input.file("classes.csv"));
    Map<String, double[]> bars = new LinkedHashMap<>();
    if (encoded) {
      bars.put("encoder", column(classes, AnalysisFindings.PerClass::encoder));
    }
    for (int l = 0; l < layers; l++) {
      int layer = l;
      bars.put("layer " + (l + 1), column(classes, one -> one.layers().get(layer)));
    }
    BarPlot.write(
        input.file("class-rates.png"),
        new Labels(
            "Which classes make the network spike",
            "class",
            "rate (spikes a neuron and time step)"),
        input.classes(),
        bars);
    return classes;
  }

  private static double[] column(
      List<AnalysisFindings.PerClass> classes,
      Function<AnalysisFindings.PerClass, Optional<Double>> figure) {
    return classes.stream().map(figure).mapToDouble(rate -> rate.orElse(Double.NaN)).toArray();
  }

  private List<AnalysisFindings.Matrix> matrices() throws IOException {
    Map<String, Connection> connections = new LinkedHashMap<>();
    tally.connections().forEach(one -> connections.put(one.matrix(), one));
    List<AnalysisFindings.Matrix> matrices = new ArrayList<>();
    Csv table = new Csv("matrix", "weights", "nonZero", "sparsity", "dense", "effective");
    for (ParameterSpec parameter : input.spec().parameters()) {
      if (parameter.role().matrix()) {
        AnalysisFindings.Matrix one =
            matrix(
                parameter.name(),
                input.parameters().data(parameter.name()),
                connections.get(parameter.name()));
        matrices.add(one);
        table.row(
            one.name(),
            one.weights(),
            one.nonZero(),
            one.sparsity(),
            one.dense().orElse(null),
            one.effective().orElse(null));
      }
    }
    table.write(input.file("matrices.csv"));
    List<AnalysisFindings.Matrix> met =
        matrices.stream().filter(one -> one.dense().isPresent()).toList();
    Map<String, double[]> bars = new LinkedHashMap<>();
    bars.put("dense", met.stream().mapToDouble(one -> one.dense().get() / 1e6).toArray());
    bars.put(
        "effective: spikes and weights that are not 0",
        met.stream().mapToDouble(one -> one.effective().get() / 1e6).toArray());
    BarPlot.write(
        input.file("operations.png"),
        new Labels(
            "Where the work is, and what silence and zeros save of it",
            "weight matrix",
            "synaptic operations (million a second)"),
        met.stream().map(AnalysisFindings.Matrix::name).toList(),
        bars);
    return matrices;
  }

  private static AnalysisFindings.Matrix matrix(String name, float[] values, Connection met) {
    int nonZero = 0;
    for (float value : values) {
      nonZero += value == 0 ? 0 : 1;
    }
    return new AnalysisFindings.Matrix(
        name,
        values.length,
        nonZero,
        1 - (double) nonZero / values.length,
        Optional.ofNullable(met).map(one -> one.densePerFrame() * FrontEndSettings.FRAME_RATE),
        Optional.ofNullable(met).map(one -> one.effectivePerFrame() * FrontEndSettings.FRAME_RATE));
  }
}
