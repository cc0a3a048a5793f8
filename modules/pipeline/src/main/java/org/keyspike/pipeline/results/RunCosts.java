package org.keyspike.pipeline.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.model.CycleModel;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.verification.EnergyAnswer;
import org.keyspike.verification.RealTime;

/**
 * The costs of a run's image on its machine: costs.json.
 *
 * @param image SHA-256 of the image file
 * @param clips that were run, for people
 * @param architecture name of the machine
 * @param frames of all clips
 * @param cyclesPerFrame that it took
 * @param realTime whether it keeps up with speech
 * @param energy what that costs, by the standard table
 * @param stages of the machine, in the order of a frame
 */
public record RunCosts(
    String image,
    String clips,
    String architecture,
    long frames,
    Results.CyclesPerFrame cyclesPerFrame,
    RealTime realTime,
    EnergyAnswer energy,
    List<Part> stages) {
  public RunCosts {
    if (image == null || cyclesPerFrame == null || realTime == null || energy == null) {
      throw new IllegalArgumentException("found no image, cyclesPerFrame, realTime or energy");
    }
    if (energy.byComponent() == null || energy.figures() == null || stages == null) {
      throw new IllegalArgumentException("found no energy by component, figures or stages");
    }
    stages = List.copyOf(stages);
  }

  /**
   * One stage of the machine.
   *
   * @param stage of which layer and phase, for people
   * @param cycles of an average frame
   * @param stalls of them
   * @param accumulations of an average frame
   */
  public record Part(String stage, double cycles, double stalls, double accumulations) {}

  /**
   * The costs of counts.
   *
   * @param file of the image
   * @param clips that were run, for people
   * @param twin of a quantized network of the same shape
   */
  public static RunCosts of(
      Path file, WeightImage image, Architecture machine, String clips, Counts counts, Counts twin)
      throws IOException {
    double frames = Math.max(1, counts.frames());
    FrameCounts total = counts.total();
    return new RunCosts(
        Hashes.sha256Hex(file),
        clips,
        machine.name(),
        counts.frames(),
        Results.CyclesPerFrame.of(counts),
        RealTime.of(machine, counts, new NetworkFile.Packed(image).clipFrames() > 0),
        EnergyAnswer.of(image, machine, EnergyTable.standard(), counts, twin),
        total.stages().stream()
            .map(
                stage ->
                    new Part(
                        name(stage.layer(), stage.phase().key(), image.backbone().sizes().size()),
                        total.count(stage, Event.CYCLES) / frames,
                        total.count(stage, Event.STALLS) / frames,
                        total.count(stage, Event.ACCUMULATIONS) / frames))
            .toList());
  }

  /** The costs of the clips that come with an image, by the analytical timing model. */
  public static RunCosts ofAnswers(
      Path file, WeightImage image, Architecture machine, KnownAnswers answers) throws IOException {
    CycleModel model = new CycleModel(image, machine);
    Counts counts = Counts.ZERO;
    Counts twin = Counts.ZERO;
    for (KnownAnswers.Clip clip : answers.clips()) {
      for (FrameCounts frame : model.frames(clip.features(), clip.trace())) {
        counts = counts.plus(frame);
      }
      for (FrameCounts frame : model.twin(clip.features(), clip.trace(), CycleModel.HALF)) {
        twin = twin.plus(frame);
      }
    }
    String clips = answers.clips().size() + " clips of the validation part, its known answers";
    return of(file, image, machine, clips, counts, twin);
  }

  private static String name(int layer, String phase, int layers) {
    if (layer == 0) {
      return phase.equals(Phase.EMBED.key()) ? "embedding" : "encoder";
    }
    return layer > layers ? phase : "layer " + layer + " " + phase;
  }

  /** Whether they are of this image. */
  public boolean belongTo(Path file) throws IOException {
    return image.equals(Hashes.sha256Hex(file));
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static RunCosts read(Path file) throws IOException {
    return JsonFile.read(file, RunCosts.class, "what an image costs on a machine");
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
