package org.keyspike.pipeline.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Hashes;
import org.keyspike.network.OutputCode;
import org.keyspike.pipeline.detection.DetectorChoice;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.verification.EnergyAnswer;

/**
 * The card of a model: what to know of an image before it is used, in Markdown. The same image with
 * the same results gives the same bytes: there is no time of day in it.
 *
 * @param name of the network
 * @param image of it
 * @param results of the image on the test part, once it was scored
 * @param validation what its checkpoint scored on the validation part, if it is known
 * @param costs of the image on a machine, if they are known
 * @param detector how the image's detector was chosen, if that is known
 * @param commands to try it with
 * @param files that belong together, by the name they have in the card
 */
public record ModelCard(
    String name,
    WeightImage image,
    Optional<Results> results,
    Optional<PartResult> validation,
    Optional<RunCosts> costs,
    Optional<DetectorChoice> detector,
    List<String> commands,
    Map<String, Path> files) {
  private static final int NAMED = 50;

  private static final String USE =
      "The data of a run is looked for where its `recipe.yaml` says; `--set dataset.folder=PATH`"
          + " names another place (`dataset.recordings` where words of one's own were recorded),"
          + " and `--data FOLDER` clips that the network never saw, which an image alone needs.";

  private static final String LICENCE =
      "Keyspike, which made this image, is GPL-3.0-or-later. What may be done with the weights is"
          + " for those to say who trained them, within the licence of the data they were trained"
          + " with.";

  /** The card of an image that nothing else is known of. */
  public static ModelCard alone(WeightImage image, Path file) {
    return alone(image, file, Optional.empty());
  }

  /**
   * The same with what the network was trained with.
   *
   * @param trainedClips a list of clips beside the image
   */
  public static ModelCard alone(WeightImage image, Path file, Optional<Path> trainedClips) {
    String name = String.valueOf(file.getFileName());
    Map<String, Path> files = new LinkedHashMap<>(Map.of(name, file));
    trainedClips.ifPresent(list -> files.put(String.valueOf(list.getFileName()), list));
    return new ModelCard(
        name,
        image,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        commands(name),
        files);
  }

  /** What can be done with a network, by the place where it lies. */
  public static List<String> commands(String place) {
    return List.of("evaluate", "simulate", "verify").stream()
        .map(verb -> "scripts/keyspike " + verb + " " + place)
        .toList();
  }

  /** Writes it beside the image. */
  public void write(Path card) throws IOException {
    AtomicFiles.write(card, text().getBytes(StandardCharsets.UTF_8));
  }

  /** Writes it as the first page of a folder that model hubs can take as it is. */
  public void write(Path card, HubMetadata head) throws IOException {
    AtomicFiles.write(card, (head.text() + text()).getBytes(StandardCharsets.UTF_8));
  }

  /** All of it. */
  String text() throws IOException {
    StringBuilder card = new StringBuilder("# " + name + "\n\n" + what() + "\n\n");
    section(card, "Intended use", use());
    section(card, "Limits", limits());
    section(card, "Data", data());
    section(card, "From samples to detections", new SpotterText(image, detector).text());
    section(card, "Measured", measured());
    section(card, "Use", "```\n" + String.join("\n", commands) + "\n```\n\n" + USE);
    section(card, "Files and where they come from", provenance());
    section(card, "Licence", LICENCE);
    return card.toString().stripTrailing() + "\n";
  }

  private static void section(StringBuilder card, String title, String text) {
    card.append("## ").append(title).append("\n\n").append(text).append("\n\n");
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private boolean frameWise() {
    return image.readout() instanceof ReadoutImage.FrameWise;
  }

  private String what() {
    List<String> classes = image.classes();
    ByteBreakdown bytes = ByteBreakdown.of(image);
    List<PackedMatrix> matrices = image.matrices();
    return format(
        "A spiking network of integers, as the bits that an accelerator loads: %,d bytes, %,d of"
            + " them loaded; %,d weights of %d bits, %,d of them not 0; membranes of %d bits.%n%n%s"
            + " a frame of 10 ms → %s → %s → %s readout of %d classes%s.",
        bytes.total(),
        bytes.loaded(),
        matrices.stream().mapToLong(matrix -> (long) matrix.rows() * matrix.columns()).sum(),
        image.weightBits(),
        matrices.stream().mapToLong(matrix -> matrix.unpack().nonZeros()).sum(),
        image.membraneBits(),
        SpotterText.features(image),
        encoder(image.encoder()),
        backbone(),
        frameWise() ? "frame-wise" : "keyword",
        classes.size(),
        classes.size() > NAMED ? "" : " (" + String.join(" ", classes) + ")");
  }

  private String backbone() {
    return image.model() instanceof StateSpaceModel space
        ? stateSpace(space)
        : image.model().layers().stream().map(ModelCard::layer).collect(Collectors.joining(" → "));
  }

  /** Blocks by their channels, and the neurons that they have in common. */
  static String stateSpace(StateSpaceModel model) {
    OutputCode code = model.code();
    String neurons =
        code instanceof OutputCode.Graded graded
            ? "graded neurons of " + graded.bits() + " bits"
            : code instanceof OutputCode.PowersOfTwo powers
                ? "LIF of " + powers.levels() + " levels"
                : "LIF";
    return format(
        "stream of %d → %s channels of %d states, %s",
        model.shape().width(),
        model.blocks().stream()
            .map(block -> Integer.toString(block.channels()))
            .collect(Collectors.joining(" → ")),
        model.shape().states(),
        neurons);
  }

  private static String encoder(IntegerEncoder encoder) {
    if (encoder instanceof IntegerEncoder.Residual) {
      return "residual encoder of two phases";
    }
    return encoder instanceof IntegerEncoder.StepForward
        ? "step-forward encoder"
        : "no encoder: features as they are";
  }

  static String layer(IntegerLayer layer) {
    return layer.neurons()
        + (layer.recurrent().isPresent() ? " recurrent " : " ")
        + kind(layer)
        + (layer.mostDelay() == 0 ? "" : " (inputs up to " + layer.mostDelay() + " frames late)");
  }

  private static String kind(IntegerLayer layer) {
    if (layer.code() instanceof IntegerCode.Graded graded) {
      return "graded neurons of " + graded.bits() + " bits";
    }
    String kind = layer.adaptation().isPresent() ? "adaptive LIF" : "LIF";
    return layer.code() instanceof IntegerCode.PowersOfTwo powers
        ? kind + " of " + powers.levels() + " levels"
        : kind + (layer.code().resetsToZero() ? " reset to zero" : "");
  }

  private String use() {
    String task =
        image.readout() instanceof ReadoutImage.Keyword keyword
            ? format(
                "It says which of its %d words was spoken in %.2f s of 16 kHz speech, or every 100"
                    + " ms in a stream%s.",
                words(),
                (double) keyword.frames() / FrontEndSettings.FRAME_RATE,
                words() < image.classes().size() ? ", or that none was" : "")
            : format(
                "It says which of its %d classes every frame of 10 ms of 16 kHz speech belongs to.",
                image.classes().size());
    return task
        + " For research, for hardware that is being designed, and for things that are built with"
        + " it. Not where a word missed or misheard does harm, and not to tell who speaks.";
  }

  /** Classes that are words. */
  private int words() {
    return image.classes().size() - KeywordSpotter.unreported(image.classes()).size();
  }

  private String limits() {
    String known =
        words() < image.classes().size()
            ? format(
                "It was taught to tell its %d words from other sound, as far as its data has any;"
                    + " how often it detects a word that nobody said is for `evaluate --stream` to"
                    + " tell.",
                words())
            : format(
                "It knows its %d classes and nothing else: whatever the sound, it answers with one"
                    + " of them.",
                image.classes().size());
    return format(
        "%s %s The test part is no sample of your microphones, rooms or speakers. One network with"
            + " one seed says nothing of the spread over seeds.",
        known,
        frameWise()
            ? "Accuracy of frames is not that of phones or words."
            : "Accuracy of clips is not detection in a stream.");
  }

  private String data() {
    String name = image.provenance().getOrDefault("dataset", "unknown data");
    String hash = image.provenance().get("data");
    return name
        + (hash == null ? "" : ", SHA-256 of its content `" + hash + "`")
        + ". The training part was learned from, the validation part chose the epoch, and the test"
        + " part is scored once, at the end. "
        + contamination();
  }

  /** How to tell whether the network has seen a clip. */
  private String contamination() {
    return files.keySet().stream()
        .filter(file -> file.endsWith(TrainedClips.FILE_NAME))
        .findFirst()
        .map(
            file ->
                "`"
                    + file
                    + "` lists the clips of the first two parts as hashes, by which `evaluate`"
                    + " refuses to score the network on one of them, such as those that another"
                    + " split of the same recordings tests with.")
        .orElse(
            "Which clips the first two were is not noted here: do not score the network on"
                + " recordings that could be among them.");
  }

  private String measured() {
    List<String> parts = new ArrayList<>();
    if (results.isPresent()) {
      parts.add(ResultsTable.of(results.get()));
    } else {
      validation.ifPresent(
          part ->
              parts.add(
                  format(
                      "Validation part: accuracy %s of %,d %s.",
                      part.row().score().text(), part.row().score().count(), part.unit())));
      parts.add("The test part has not been scored with this image; the command `run` does that.");
    }
    costs.ifPresent(cost -> parts.add(text(cost)));
    return String.join("\n\n", parts);
  }

  private static String text(RunCosts costs) {
    EnergyAnswer energy = costs.energy();
    Double empty = energy.byComponent().get(EnergyModel.EMPTY);
    String ofWhich =
        empty == null ? "" : format(", of which %.3f leak from memory that it leaves empty", empty);
    return format(
        "On machine %s at %,d Hz, over %s: %.1f cycles a frame, %,d the worst, which is %s for real"
            + " time; %.3f µW%s, %.3f nJ a frame (table %s), %s.%s",
        costs.architecture(),
        energy.clockHz(),
        costs.clips(),
        costs.cyclesPerFrame().mean(),
        costs.cyclesPerFrame().max(),
        costs.realTime().inTime() ? "fast enough" : "too slow",
        energy.microwatts(),
        ofWhich,
        energy.nanojoulesPerFrame(),
        energy.table(),
        EnergyAnswer.WITHOUT,
        energy.note().map(note -> " Note: " + note + ".").orElse(""));
  }

  private String provenance() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String hash = Hashes.sha256Hex(file.getValue());
      lines.append("- `").append(file.getKey()).append("`, SHA-256 `").append(hash).append("`\n");
    }
    lines.append('\n');
    image.provenance().forEach((key, value) -> lines.append("- " + key + ": " + value + "\n"));
    return lines.toString().stripTrailing();
  }
}
