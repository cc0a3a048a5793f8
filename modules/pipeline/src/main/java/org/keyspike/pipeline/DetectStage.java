package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.datasets.SynthesizedKind;
import org.keyspike.pipeline.detection.DetectorChoice;
import org.keyspike.pipeline.detection.ThresholdChoice;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.VoiceSettings;

/**
 * Checkpoint on the integer grid → the detector that goes into its image, its thresholds chosen on
 * a validation stream if the recipe asks for that.
 */
record DetectStage(Run run) implements Stage {
  /** Decides, with what is named beside it, what is chosen. */
  private static final String RULE = "detect 1";

  @Override
  public String name() {
    return "detect";
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    inputs.add(RULE);
    inputs.add(run.recipe().detector().identity());
    inputs.add(String.join("\n", run.features().dataset().classes()));
    inputs.add(Hashes.sha256Hex(run.folder().quantized()));
    if (run.recipe().detector().chooses()) {
      inputs.add(run.features().store().contentHash());
      inputs.add(Long.toString(run.recipe().seed()));
      String voices = voices().key();
      if (!voices.isEmpty()) {
        inputs.add(voices);
      }
    }
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().detector());
  }

  @Override
  public String perform() throws IOException {
    DetectorChoice choice =
        new ThresholdChoice(
                new NetworkFile.Trained(Checkpoint.read(run.folder().quantized())),
                run.recipe().detector(),
                run.recipe().seed(),
                Features.threads(),
                voices())
            .on(run.features().dataset(), run.progress())
            .forCheckpoint(Hashes.sha256Hex(run.folder().quantized()));
    choice.write(run.folder().detector());
    return choice
        .note()
        .map(note -> note + "; threshold " + run.recipe().detector().threshold())
        .orElseGet(() -> summary(choice));
  }

  private VoiceSettings voices() throws IOException {
    return SynthesizedKind.voices(run.recipe().dataset());
  }

  private String summary(DetectorChoice choice) {
    return choice.stream()
        .map(
            heard ->
                String.format(
                    Locale.ROOT,
                    "%sthreshold %.4f: %d false alarms in %.2f h, %d of %d words missed",
                    run.recipe().detector().smoothings().isEmpty()
                        ? ""
                        : "mean of " + choice.smoothing() + " answers, ",
                    choice.threshold(),
                    heard.falseAlarms(),
                    heard.hours(),
                    heard.missed(),
                    heard.words()))
        .orElse("threshold " + run.recipe().detector().threshold() + ", as set");
  }
}
