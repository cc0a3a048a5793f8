package org.keyspike.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.YamlDocument;
import org.keyspike.pipeline.detection.DetectorChoice;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSettings;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.HubMetadata;
import org.keyspike.pipeline.results.ModelCard;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.RunCosts;

/**
 * The publication of a finished run, as a run folder with what others need: first and last
 * checkpoint, image, known answers, list of training clips, results, and a recipe without places of
 * this machine. Training counts as done in it, so that a copy of it can be compressed in other
 * ways.
 */
public final class Publication {
  /** Where a published recipe's list of other words lies. */
  private static final String WORDS = "words.txt";

  /** Kinds of data sets whose words are English unless a language is named. */
  private static final Set<String> ENGLISH =
      Set.of(DatasetSettings.SYNTHESIZED, DatasetSettings.CUSTOM, DatasetSettings.TIMIT);

  private Publication() {}

  /**
   * Copies a run.
   *
   * @param run that ended with results
   * @param out the folder, made if needed
   * @param place of the folder as it stands in commands
   * @param data what {@code dataset.folder} of the published recipe is, or {@code
   *     dataset.recordings} for words of one's own: relative to the folder, or nothing where all is
   *     synthesised
   * @return the files
   * @throws InputException if the run has not ended, or the folder has files of other things
   */
  public static List<Path> of(RunFolder run, Path out, String place, Optional<String> data)
      throws IOException {
    InputException.requireFile(run.results(), "the results of a finished run");
    RunFolder target = new RunFolder(out);
    target.requireOwn(new byte[0], out.resolve("README.md"));
    List<Path> copies = new ArrayList<>();
    for (Path file : files(run)) {
      Path copy = out.resolve(run.path().relativize(file));
      AtomicFiles.write(copy, Files.readAllBytes(file));
      copies.add(copy);
    }
    AtomicFiles.write(target.recipe(), recipe(run, out, data).getBytes(StandardCharsets.UTF_8));
    StageLedger from = StageLedger.open(run);
    StageLedger to = StageLedger.open(target);
    Recipe own = Recipe.read(run.recipe());
    if (own.mining().on() || own.adaptation().on()) {
      trainedElsewhere(target, to);
    } else {
      for (String stage : List.of(ClipsStage.NAME, TrainStage.NAME, DecodeStage.NAME)) {
        Optional<StageLedger.Entry> entry = from.entry(stage);
        if (entry.isPresent()) {
          to.done(stage, entry.get());
        }
      }
    }
    Path name = out.toAbsolutePath().normalize();
    Path readme = out.resolve("README.md");
    String named = String.valueOf(name.getFileName());
    card(named, place, target, copies).write(readme, metadata(named, target));
    copies.add(target.recipe());
    copies.add(target.stageLedger());
    copies.add(readme);
    return copies;
  }

  /** Notes the float network as what training gave: what it heard besides is not here. */
  private static void trainedElsewhere(RunFolder target, StageLedger ledger) throws IOException {
    Recipe recipe = Recipe.read(target.recipe());
    String content = TrainedClips.read(target.trainedClips()).data();
    note(
        target, ledger, ClipsStage.NAME, ClipsStage.inputs(recipe, content), target.trainedClips());
    note(
        target,
        ledger,
        TrainStage.NAME,
        TrainStage.withTeacher(recipe, content),
        target.checkpoint(RunFolder.FLOAT),
        target.validation(RunFolder.FLOAT));
  }

  private static void note(
      RunFolder target, StageLedger ledger, String stage, List<String> inputs, Path... outputs)
      throws IOException {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Path output : outputs) {
      hashes.put(
          target.path().relativize(output).toString().replace('\\', '/'), Hashes.sha256Hex(output));
    }
    ledger.done(
        stage, new StageLedger.Entry(Pipeline.key(stage, inputs), hashes, "as it was published"));
  }

  /** What model hubs read at the head of the card of a published run. */
  static HubMetadata metadata(String name, RunFolder run) throws IOException {
    WeightImage image = ImageReader.read(run.image());
    DatasetSettings dataset = Recipe.read(run.recipe()).dataset();
    return new HubMetadata(
        name, image, Results.read(run.results()), language(dataset, image.classes()));
  }

  /**
   * Voices that are made speak English where the recipe names no other language, as people do in
   * TIMIT and Speech Commands.
   */
  static Optional<String> language(DatasetSettings dataset, List<String> classes) {
    if (dataset.language() != null) {
      return Optional.of(dataset.language());
    }
    boolean english =
        ENGLISH.contains(dataset.kind())
            || classes.stream()
                .filter(name -> !name.startsWith("_"))
                .allMatch(WordSelection.THIRTY_FIVE_WORDS::contains);
    return english ? Optional.of("en") : Optional.empty();
  }

  private static ModelCard card(String name, String place, RunFolder run, List<Path> copies)
      throws IOException {
    WeightImage image = ImageReader.read(run.image());
    Map<String, Path> files = new LinkedHashMap<>();
    copies.forEach(
        copy -> files.put(run.path().relativize(copy).toString().replace('\\', '/'), copy));
    return new ModelCard(
        name,
        image,
        Optional.of(Results.read(run.results())),
        Optional.empty(),
        Files.exists(run.costs()) ? Optional.of(RunCosts.read(run.costs())) : Optional.empty(),
        Files.exists(run.detector())
            ? Optional.of(DetectorChoice.read(run.detector()))
            : Optional.empty(),
        ModelCard.commands(place),
        files);
  }

  private static List<Path> files(RunFolder run) {
    return Stream.of(
            run.environment(),
            run.checkpoint(RunFolder.FLOAT),
            run.quantized(),
            run.image(),
            run.answers(),
            run.limits().image(),
            run.limits().answers(),
            run.decoder(),
            run.detector(),
            run.trainedClips(),
            run.validation(RunFolder.FLOAT),
            run.results(),
            run.costs(),
            RunFolder.rivals(run.path()))
        .filter(Files::exists)
        .toList();
  }

  private static String recipe(RunFolder run, Path out, Optional<String> data) throws IOException {
    ObjectNode recipe = (ObjectNode) YamlDocument.read(run.recipe()).root();
    ObjectNode dataset = (ObjectNode) recipe.get("dataset");
    dataset.remove(List.of("archive", "folder", "recordings"));
    if (dataset.get("more") instanceof ObjectNode more) {
      more.remove("from");
    }
    if (data.isPresent()) {
      dataset.put(DatasetKind.named(dataset.get("kind").asText()).place(), data.get());
    }
    publishWords(dataset, out);
    if (recipe.get("simulation") instanceof ObjectNode simulation
        && simulation.hasNonNull("architecture")) {
      Path machine = Path.of(simulation.get("architecture").asText());
      // A preset's name is stored as a path of nothing.
      boolean preset = !Files.exists(machine);
      if (!preset) {
        AtomicFiles.write(out.resolve("arch.yaml"), Files.readAllBytes(machine));
      }
      simulation.put("architecture", preset ? machine.getFileName().toString() : "arch.yaml");
    }
    String notes = "";
    if (recipe.get("mining") instanceof ObjectNode mining && mining.path("rounds").asInt() > 0) {
      int rounds = mining.path("rounds").asInt();
      notes =
          "# Training counts as done, with hard negatives of "
              + (rounds == 1 ? "1 round" : rounds + " rounds")
              + " of mining; results.json says what was heard. To mine anew, set mining.rounds.\n";
      mining.put("rounds", 0);
      mining.putNull("talk");
    }
    if (recipe.get("adaptation") instanceof ObjectNode adaptation
        && adaptation.hasNonNull("recordings")) {
      notes +=
          "# The image is adapted to recordings that are not here; compressed anew it is not. To adapt it to"
              + " others: keyspike adapt.\n";
      adaptation.putNull("recordings");
    }
    long seed = recipe.path("seed").asLong();
    publishTeacher(recipe.at("/training/distillation"), seed, out, "training-teacher");
    publishTeacher(recipe.at("/compression/recovery"), seed, out, "compression-teacher");
    return "---\n" + notes + RecordWriter.yaml(recipe);
  }

  /** A list of other words lies beside the recipe: without it, others would be synthesised. */
  static void publishWords(ObjectNode dataset, Path out) throws IOException {
    if (dataset.get("negatives") instanceof ObjectNode negatives && negatives.hasNonNull("list")) {
      Path list = Path.of(negatives.get("list").asText());
      AtomicFiles.write(out.resolve(WORDS), Files.readAllBytes(list));
      negatives.put("list", WORDS);
    }
  }

  /** A teacher lies beside the recipe, in which it is named. */
  private static void publishTeacher(JsonNode section, long seed, Path out, String name)
      throws IOException {
    if (section instanceof ObjectNode keys && keys.hasNonNull("teacher")) {
      Path file = Teachers.file(Teachers.place(Path.of(keys.get("teacher").asText()), seed));
      String copy = name + file.getFileName().toString().replaceFirst("^[^.]*", "");
      AtomicFiles.write(out.resolve(copy), Files.readAllBytes(file));
      keys.put("teacher", copy);
    }
  }
}
