package org.keyspike.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.TextFiles;

/** The metrics.jsonl of a folder: one line an epoch, the form of the package documentation. */
final class Metrics implements TrainingListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<String> lines = new ArrayList<>();

  Metrics(Path folder) {
    file = folder.resolve("metrics.jsonl");
  }

  /** Keeps the lines of epochs that were done; those of later ones, left by a kill, are dropped. */
  @Override
  public void begun(String stage, int done, int epochs) throws IOException {
    List<String> there =
        Files.exists(file) ? TextFiles.lines(file, "metrics of a training") : List.of();
    lines.clear();
    lines.addAll(there.subList(0, Math.min(done, there.size())));
  }

  @Override
  public void epochFinished(EpochReport report) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("stage", report.stage());
    line.put("epoch", report.epoch());
    line.put("learningRate", report.learningRate());
    line.put("loss", report.training().loss());
    line.put("trainAccuracy", report.training().accuracy().value());
    line.put("validationLoss", report.validation().loss());
    line.put("validationAccuracy", report.validation().accuracy().value());
    report.validation().speakerMean().ifPresent(mean -> line.put("validationSpeakerMean", mean));
    if (!Double.isNaN(report.validation().encoderRate())) {
      line.put("encoderRate", report.validation().encoderRate());
    }
    ArrayNode rates = line.putArray("rates");
    for (double rate : report.validation().rates()) {
      rates.add(rate);
    }
    report
        .cycles()
        .ifPresent(
            cycles -> {
              line.put("cycles", cycles.expected());
              line.put("cycleWeight", cycles.weight());
            });
    line.put("seconds", report.seconds());
    lines.add(line.toString());
    AtomicFiles.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
