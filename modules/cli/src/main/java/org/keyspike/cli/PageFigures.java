package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.keyspike.deploy.browser.PageCard;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Hashes;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.detection.DetectorChoice;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.RunCosts;

/** The main figures of the model card, for the page that listens: those of this very image. */
final class PageFigures {
  private final List<PageCard.Figure> figures = new ArrayList<>();

  private PageFigures() {}

  static List<PageCard.Figure> of(Exported network) throws IOException {
    PageFigures all = new PageFigures();
    WeightImage image = network.image();
    all.network(image);
    if (network.run().isPresent()) {
      all.run(network.run().get(), image);
    }
    all.add("SHA-256 of the image", "%s", Hashes.sha256Hex(ImageWriter.bytes(image)));
    return all.figures;
  }

  private void network(WeightImage image) {
    String layers =
        image.model().layers().stream()
            .map(layer -> String.valueOf(layer.neurons()))
            .collect(Collectors.joining(" → "));
    add(
        "Network",
        "%d bands → %d inputs → %s spiking neurons → %d classes, all in integers",
        image.features().bands(),
        image.model().channels(),
        layers,
        image.classes().size());
    List<PackedMatrix> matrices = image.matrices();
    add(
        "Weights",
        "%,d of %d bits, %,d of them not 0; image %,d bytes",
        matrices.stream().mapToLong(matrix -> (long) matrix.rows() * matrix.columns()).sum(),
        image.weightBits(),
        matrices.stream().mapToLong(matrix -> matrix.unpack().nonZeros()).sum(),
        ImageWriter.bytes(image).length);
  }

  /** What was measured of a run, if it was of this image. */
  private void run(RunFolder run, WeightImage image) throws IOException {
    if (Files.exists(run.costs()) && RunCosts.read(run.costs()).belongTo(run.image())) {
      // Costs and results are written together, and costs name their image.
      if (Files.exists(run.results())) {
        measured(Results.read(run.results()));
      }
      costs(RunCosts.read(run.costs()));
    }
    Path choice = run.detector();
    if (Files.exists(choice)) {
      DetectorChoice detector = DetectorChoice.read(choice);
      if (image.detector().filter(detector.settings()::equals).isPresent()) {
        detector.stream().ifPresent(heard -> streams(detector, heard));
      }
    }
  }

  private void measured(Results results) {
    add(
        "Accuracy on clips",
        "%s, %,d clips of the test part of %s",
        results.last().score().text(),
        results.last().score().count(),
        results.origin().dataset());
  }

  private void streams(DetectorChoice detector, DetectorChoice.Heard heard) {
    add(
        "In streams, threshold " + String.format(Locale.ROOT, "%.2f", detector.threshold()),
        "%d of %d words missed; %d false alarms in %.2f h, %s an hour (validation part)",
        heard.missed(),
        heard.words(),
        heard.falseAlarms(),
        heard.hours(),
        new FalseAlarms(heard.falseAlarms(), heard.hours()));
  }

  private void costs(RunCosts costs) {
    add(
        "On its accelerator",
        "%.1f cycles a frame, %.3f µW at %,d Hz (machine %s, table %s)",
        costs.cyclesPerFrame().mean(),
        costs.energy().microwatts(),
        costs.energy().clockHz(),
        costs.architecture(),
        costs.energy().table());
  }

  private void add(String name, String format, Object... values) {
    figures.add(new PageCard.Figure(name, String.format(Locale.ROOT, format, values)));
  }
}
