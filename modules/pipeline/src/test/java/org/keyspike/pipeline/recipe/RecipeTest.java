package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.InitialValues;
import org.keyspike.network.Range;

class RecipeTest {
  private static final String SHORT =
      "dataset: {kind: synthesized, words: [yes, no], "
          + "synthesis: {trainSpeakers: 1, validationSpeakers: 1, testSpeakers: 1, "
          + "utterancesPerSpeaker: 1, minSnrDb: 10}}\n";

  @TempDir Path folder;

  static List<Path> recipes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../../recipes"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.toString().endsWith("questions.yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  @Tag("slow")
  void everyRecipeHereCanBeRead(Path file) throws IOException {
    String text = Files.readString(file);
    Matcher extended = Pattern.compile("(?m)^extends: (.+)$").matcher(text);
    if (extended.find()) {
      text += Files.readString(file.resolveSibling(extended.group(1)));
    }
    boolean named = text.contains("archive:") || text.contains("folder:");
    List<Assignment> data =
        named || text.contains("kind: synthesized") || text.contains("kind: custom")
            ? List.of()
            : List.of(Assignment.parse("dataset.archive=x.tar.gz", "--set"));
    if (BaselineRecipe.is(file)) {
      BaselineRecipe baseline = BaselineRecipe.read(file, data);
      Path resolved = Files.write(folder.resolve("baseline.yaml"), baseline.bytes());
      assertEquals(
          RecordWriter.json(baseline), RecordWriter.json(BaselineRecipe.read(resolved, List.of())));
      return;
    }
    Recipe recipe = Recipe.read(file, data);
    Path resolved = folder.resolve("recipe.yaml");
    recipe.write(resolved);
    assertEquals(RecordWriter.json(recipe), RecordWriter.json(Recipe.read(resolved, List.of())));
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() throws IOException {
    Recipe recipe =
        Recipe.read(
            file(SHORT + "training: {epochs: 7}\nseed: 9\n"),
            List.of(Assignment.parse("training.learningRate=1e-3", "--set")));
    assertEquals(7, recipe.training().epochs());
    assertEquals(0.001, recipe.training().descent().learningRate());
    assertEquals(9, recipe.seed());
    Path resolved = folder.resolve("resolved.yaml");
    recipe.write(resolved);
    assertEquals(recipe, Recipe.read(resolved, List.of()));
  }

  /** Unless a recipe, one below it, or an override names another; the resolved one names it. */
  @Test
  void theSlopeFollowsTheShape() throws IOException {
    assertEquals(10, slope(Recipe.read(file(SHORT))));
    Path sigmoid = file(SHORT + "network: {surrogate: {shape: sigmoid}}\n");
    assertEquals(5, slope(Recipe.read(sigmoid)));
    assertEquals(2, slope(Recipe.read(sigmoid, List.of(set("network.surrogate.shape=boxcar")))));
    assertEquals(7, slope(Recipe.read(sigmoid, List.of(set("network.surrogate.slope=7")))));
    Path above =
        Files.writeString(
            folder.resolve("above.yaml"),
            "extends: recipe.yaml\nnetwork: {surrogate: {shape: triangle}}\n");
    assertEquals(1, slope(Recipe.read(above)));
    Path resolved = folder.resolve("resolved.yaml");
    Recipe.read(above).write(resolved);
    assertTrue(Files.readString(resolved).contains("slope: 1.0"));
    assertEquals(Recipe.read(above), Recipe.read(resolved));
    file(SHORT + "network: {surrogate: {shape: sigmoid, slope: 3}}\n");
    assertEquals(3, slope(Recipe.read(above)));
  }

  private static float slope(Recipe recipe) {
    return recipe.network().surrogate().slope();
  }

  private static Assignment set(String text) throws InputException {
    return Assignment.parse(text, "--set");
  }

  /** Sections that are right alone, but not together. */
  @Test
  void reconstructionNeedsARuleThatReachesIt() throws IOException {
    String encoder = "encoder: {learning: reconstruction}\n";
    assertEquals("bptt", Recipe.read(file(SHORT + encoder)).training().rule().name());
    for (String rule : List.of("desire", "dfa-instant", "dfa-trace")) {
      Path recipe = file(SHORT + encoder + "training: {rule: " + rule + "}\n");
      InputException e = assertThrows(InputException.class, () -> Recipe.read(recipe));
      assertEquals("encoder.learning", e.field());
      assertTrue(
          e.getMessage()
              .contains(
                  "found reconstruction with training.rule "
                      + rule
                      + ", expected task or frozen, or training.rule bptt"),
          e.getMessage());
      assertTrue(e.getMessage().contains("recipe.yaml: line 2"), e.getMessage());
    }
  }

  @Test
  void aPenaltyOnTheEncoderNeedsARuleThatMovesIt() throws IOException {
    String training = "training: {encoderRateWeight: 0.5, rule: %s}\n";
    assertEquals(
        0.5,
        Recipe.read(file(SHORT + training.formatted("dfa-trace")))
            .training()
            .loss()
            .encoderRateWeight());
    Path recipe = file(SHORT + training.formatted("desire"));
    InputException e = assertThrows(InputException.class, () -> Recipe.read(recipe));
    assertEquals("training.encoderRateWeight", e.field());
    assertTrue(
        e.getMessage().contains("found 0.5 with training.rule desire, expected 0: desire"),
        e.getMessage());
  }

  @Test
  void everyKeyHasADocumentedDefault() throws IOException {
    try (InputStream in = Recipe.class.getResourceAsStream("defaults.yaml")) {
      JsonNode defaults = new YAMLMapper().readTree(in);
      List<String> missing = new ArrayList<>();
      for (RecordComponent section : Recipe.class.getRecordComponents()) {
        if (!section.getName().equals("dataset")) {
          collectMissing(section, defaults, "", missing);
        }
      }
      assertEquals(List.of(), missing);
    }
  }

  private static void collectMissing(
      RecordComponent component, JsonNode in, String path, List<String> missing) {
    if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
      for (RecordComponent inner : component.getType().getRecordComponents()) {
        collectMissing(inner, in, path, missing);
      }
      return;
    }
    String key = path + component.getName();
    JsonNode value = in.path(component.getName());
    if (value.isMissingNode()) {
      missing.add(key);
    } else if (component.getType().isRecord()) {
      for (RecordComponent inner : component.getType().getRecordComponents()) {
        collectMissing(inner, value, key + ".", missing);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training: {epoch: 3}        | recipe.yaml: line 2: training.epoch: no such key; the nearest is training.epochs
          trainig: {epochs: 3}        | recipe.yaml: line 2: trainig: no such key; the nearest is training
          training: {epochs: 0}       | recipe.yaml: line 2: training.epochs: found 0, expected at least 1
          training: {rule: magic}     | recipe.yaml: line 2: training.rule: found magic, expected one of bptt, desire, dfa-instant, dfa-trace
          network: {neuron: rilf}     | recipe.yaml: line 2: network.neuron: found rilf, expected one of adlif, fatrelu, lif, radlif, rfatrelu, rlif, rsilif, shift-lif, shift-rlif, silif
          network: {layers: 3}        | recipe.yaml: line 2: network.layers: found 3, expected a list
          network: {levels: 5}        | recipe.yaml: line 2: network.levels: found 5, expected 2 to 4
          network: {levels: 2}        | recipe.yaml: line 2: network.levels: found 2 with network.neuron rlif, which does not use it, expected 3, or a neuron such as shift-lif
          network: {activation: {sparsity: 0.5}} | recipe.yaml: line 2: network.activation.sparsity: found 0.5 with network.neuron rlif, which does not use it, expected 0.0, or a neuron such as fatrelu
          network: {backbone: mamba}  | recipe.yaml: line 2: network.backbone: found 'mamba', expected one of recurrent, ssm
          network: {backbone: ssm, neuron: rlif} | recipe.yaml: line 2: network.neuron: found rlif with network.backbone ssm, expected one of fatrelu, lif, shift-lif
          network: {backbone: ssm, timeSteps: 2} | recipe.yaml: line 2: network.timeSteps: found 2 with network.backbone ssm, expected 1
          network: {backbone: ssm, stateSpace: {heads: 3}} | recipe.yaml: line 2: network.stateSpace.heads: found 3, expected a divisor of the 128 channels of a block
          network: {backbone: ssm, stateSpace: {states: 6}} | recipe.yaml: line 2: network.stateSpace.states: found 6, expected 4, 8 or 16
          network: {stateSpace: {width: 20}} | recipe.yaml: line 2: network.stateSpace: found set with network.backbone recurrent, which does not use it, expected nothing, or network.backbone ssm
          network: {delays: {most: 64}} | recipe.yaml: line 2: network.delays.most: found 64, expected 0 to 63
          network: {activation: {bits: 5}} | recipe.yaml: line 2: network.activation.bits: found 5, expected 1 to 4
          network: {initial: {timeConstants: {strength: {high: 2}}}} | recipe.yaml: line 2: network.initial.timeConstants.strength: found 0.0 to 2.0, expected within 0.0 to 1.0
          network: {layers: [a]}      | recipe.yaml: line 2: network.layers[0]: found 'a', expected an integer
          encoder: {kind: none}       | recipe.yaml: line 2: encoder.kind: found none, expected residual, step-forward or direct
          frontend: {bands: 0}        | recipe.yaml: line 2: frontend.bands: found 0, expected 1 to 256
          frontend: {gain: high}      | recipe.yaml: line 2: frontend.gain: found 'high', expected a number
          frontend: {pcen: {scale: 17}} | recipe.yaml: line 2: frontend.pcen.scale: found 17, expected 1 to 16
          frontend: {pcen: {strength: 205}, background: {share: 256}} | recipe.yaml: line 2: frontend.background.share: found 256, expected 0 beside pcen.strength 205
          frontend: {pcen: {strength: 205}, kind: float} | recipe.yaml: line 2: frontend.pcen.strength: found 205, expected 0 with kind float
          network: {surrogate: {gain: 0}} | recipe.yaml: line 2: network.surrogate.gain: found 0.0, expected a number above 0
          network: {surrogate: {slope: 0}} | recipe.yaml: line 2: network.surrogate.slope: found 0.0, expected a number above 0
          network: {initial: {leak: {high: 1}}} | recipe.yaml: line 2: network.initial.leak: found 0.8 to 1.0, expected within 0.0 to 0.99609375
          hardware: {lanes: 0}        | recipe.yaml: line 2: hardware.lanes: found 0, expected 1 to 1024
          detector: {smoothing: 0}    | recipe.yaml: line 2: detector.smoothing: found 0, expected 1 to 255
          detector: {smoothing: 256}  | recipe.yaml: line 2: detector.smoothing: found 256, expected 1 to 255
          detector: {refractoryMs: 15} | recipe.yaml: line 2: detector.refractoryMs: found 15, expected a multiple of 10 from 0 to 3600000
          detector: {refractoryMs: -10} | recipe.yaml: line 2: detector.refractoryMs: found -10, expected a multiple of 10 from 0 to 3600000
          detector: {threshold: 0}    | recipe.yaml: line 2: detector.threshold: found 0.0, expected above 0, at most 1
          detector: {threshold: 1.1}  | recipe.yaml: line 2: detector.threshold: found 1.1, expected above 0, at most 1
          detector: {falseAlarmsPerHour: -1} | recipe.yaml: line 2: detector.falseAlarmsPerHour: found -1.0, expected 0 for none, or a number above 0
          detector: {treshold: 1}     | recipe.yaml: line 2: detector.treshold: no such key; the nearest is detector.threshold
          compression: {pruning: 0.5} | recipe.yaml: line 2: compression.pruning: found 0.5, expected a list
          """)
  void saysWhatIsWrong(String section, String expected) throws IOException {
    Path file = file(SHORT + section + "\n");
    InputException e = assertThrows(InputException.class, () -> Recipe.read(file, List.of()));
    assertEquals(expected, e.getMessage().replace(folder + "/", ""));
  }

  @Test
  void initialRangesCanBeSetAndVaried() throws IOException {
    Recipe recipe =
        Recipe.read(
            file(SHORT),
            List.of(
                Assignment.parse("network.initial.leak={low: 0.5, high: 0.75}", "--vary"),
                Assignment.parse("network.initial.adaptationLeak.low=0.25", "--set")));
    assertEquals(new Range(0.5, 0.75), recipe.network().initial().leak());
    assertEquals(new Range(0.25, 0.98), recipe.network().initial().adaptationLeak());
    assertEquals(InitialValues.USUAL, Recipe.read(file(SHORT), List.of()).network().initial());
  }

  @Test
  void aRecipeExtendsAnother() throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"),
        SHORT + "training: {epochs: 7, batchSize: 3}\nhardware: {lanes: 12}\n");
    Path file = file("extends: base.yaml\ntraining: {epochs: 9}\n");
    Recipe recipe = Recipe.read(file, List.of());
    assertEquals(9, recipe.training().epochs());
    assertEquals(3, recipe.training().batchSize());
    assertEquals(12, recipe.hardware().lanes());
    assertEquals(
        "recipe.yaml: line 1: extends: found 'lost.yaml', expected a file",
        refused("extends: lost.yaml\n"));
    Files.writeString(folder.resolve("base.yaml"), "training: {epoch: 7}\n");
    assertEquals(
        "base.yaml: line 1: training.epoch: no such key; the nearest is training.epochs",
        refused("extends: base.yaml\n"));
    Files.writeString(folder.resolve("base.yaml"), "extends: recipe.yaml\n");
    assertTrue(refused("extends: base.yaml\n").contains("expected in one alone"));
  }

  /** A network that was published with a folder can be asked about an archive. */
  @Test
  void anArchiveNamedLaterTakesThePlaceOfAFolder() throws IOException {
    Path file = file("dataset: {kind: speech-commands, folder: there}");
    Recipe recipe =
        Recipe.read(file, List.of(Assignment.parse("dataset.archive=here.tar.gz", "--set")));
    assertEquals("here.tar.gz", recipe.dataset().archive().toString());
    assertNull(recipe.dataset().folder());
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                Recipe.read(
                    file,
                    List.of(
                        Assignment.parse("dataset.archive=here.tar.gz", "--set"),
                        Assignment.parse("dataset.folder=there", "--set"))));
    assertTrue(e.getMessage().contains("not both"), e::getMessage);
  }

  @Test
  void dataMustBeNamed() throws IOException {
    assertEquals(
        "recipe.yaml: dataset: found nothing, expected at least dataset.kind",
        refused("seed: 1\n"));
    assertEquals(
        "recipe.yaml: dataset.archive: found nothing, expected dataset.archive or dataset.folder",
        refused("dataset: {kind: timit}\n"));
    assertTrue(refused("dataset: {kind: speach}\n").contains("dataset.kind: found speach"));
  }

  @Test
  void aFrontEndCanBeDescribedAlone() throws IOException {
    assertEquals(
        FrontEndSettings.integer(13, 0),
        Recipe.frontEnd(List.of(Assignment.parse("frontend.bands=13", "--set"))));
    assertFalse(Recipe.frontEnd(List.of()).bands() < 1);
  }

  private String refused(String text) throws IOException {
    Path file = file(text);
    InputException e = assertThrows(InputException.class, () -> Recipe.read(file, List.of()));
    return e.getMessage().replace(folder + "/", "");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("recipe.yaml"), text);
  }

  @Test
  void aRunThatDoesNotSayItsFrontEndHadTheFloatOne() throws IOException {
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(file, SHORT + "frontend: {bands: 12, gain: 100}\n");
    InputException refused = assertThrows(InputException.class, () -> Recipe.read(file, List.of()));
    assertTrue(refused.getMessage().contains("nearest 128.0, or kind float"), refused::getMessage);
    Files.writeString(folder.resolve("stages.json"), "{}");
    assertEquals(FrontEndKind.FLOAT, Recipe.read(file, List.of()).frontend().kind());
    Recipe.read(file, List.of(Assignment.parse("frontend.gain=64", "--set"))).write(file);
    assertEquals(FrontEndKind.FLOAT, Recipe.read(file, List.of()).frontend().kind());
    Files.writeString(file, SHORT + "frontend: {kind: integer, gain: 128}\n");
    assertEquals(FrontEndKind.INTEGER, Recipe.read(file, List.of()).frontend().kind());
  }
}
