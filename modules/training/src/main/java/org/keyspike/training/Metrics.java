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

/** The metrics.jsonl of a folder: one line an epoch, the form of the package documentation. */
final class Metrics {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<String> lines;

  /** The metrics of the epochs done so far; lines of later epochs, left by a kill, are dropped. */
  Metrics(Path folder, int epochs) throws IOException {
    file = folder.resolve("metrics.jsonl");
    List<String> there = Files.exists(file) ? Files.readAllLines(file) : List.of();
    lines = new ArrayList<>(there.subList(0, Math.min(epochs, there.size())));
  }

  /** One epoch's figures. */
  record Epoch(
      String stage,
      int epoch,
      double learningRate,
      Scores training,
      Scores validation,
      double seconds) {}

  void add(Epoch epoch) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("stage", epoch.stage);
    line.put("epoch", epoch.epoch);
    line.put("learningRate", epoch.learningRate);
    line.put("loss", epoch.training.loss());
    line.put("trainAccuracy", epoch.training.accuracy().value());
    line.put("validationLoss", epoch.validation.loss());
    line.put("validationAccuracy", epoch.validation.accuracy().value());
    if (!Double.isNaN(epoch.validation.encoderRate())) {
      line.put("encoderRate", epoch.validation.encoderRate());
    }
    ArrayNode rates = line.putArray("rates");
    for (double rate : epoch.validation.rates()) {
      rates.add(rate);
    }
    line.put("seconds", epoch.seconds);
    lines.add(line.toString());
    AtomicFiles.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
