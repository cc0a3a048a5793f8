package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;

/**
 * The text of a resolved recipe, which checkpoints are known by: its keys, their order and how
 * numbers are written must not change with the classes behind it. Whoever changes a default or adds
 * a key changes these values on purpose.
 */
class ResolvedRecipeTest {
  private static final Path RECIPE = Path.of("../../recipes/quickstart/recipe.yaml");

  @Test
  void theKeysOfTrainingStandSideBySide() throws IOException {
    assertEquals(
        "{\"engine\":\"auto\",\"device\":\"cpu\",\"threads\":0,\"tensorboard\":false,\"rule\":\"bptt\","
            + "\"epochs\":15,\"batchSize\":64,\"schedule\":\"one-cycle\",\"learningRate\":0.004,"
            + "\"weightDecay\":0.01,\"gradientClip\":1.0,\"rateWeight\":0.0,"
            + "\"rateTarget\":0.0,\"layerRates\":[],\"cycleWeight\":0.0,"
            + "\"cycleBudget\":0.0,\"encoderRateWeight\":0.0,\"labelSmoothing\":0.0,"
            + "\"stateSmoothing\":0.0,"
            + "\"distillation\":{\"teacher\":null,\"weight\":0.5,\"temperature\":2.0},"
            + "\"averaging\":0.0,\"patience\":0,\"augmentation\":{\"shiftFrames\":5,"
            + "\"timeMasks\":0,\"timeMaskFrames\":0,\"bandMasks\":0,\"bandMaskBands\":0},"
            + "\"audioAugmentation\":{\"tempo\":{\"probability\":0.0,\"low\":0.9,"
            + "\"high\":1.1},\"pitchSemitones\":{\"probability\":0.0,\"low\":-2.0,"
            + "\"high\":2.0},\"shiftMs\":{\"probability\":0.0,\"low\":-100.0,"
            + "\"high\":100.0},\"mixDb\":{\"probability\":0.0,\"low\":-30.0,"
            + "\"high\":-15.0},\"noiseSnrDb\":{\"probability\":0.0,\"low\":5.0,"
            + "\"high\":30.0},\"gainDb\":{\"probability\":0.0,\"low\":-6.0,\"high\":6.0},"
            + "\"fresh\":1.0,\"room\":{\"t60Ms\":{\"probability\":0.0,\"low\":150.0,"
            + "\"high\":700.0},\"directDb\":{\"low\":-3.0,\"high\":12.0},\"shoebox\":0.5},"
            + "\"madeNoise\":{\"snrDb\":{\"probability\":0.0,\"low\":0.0,\"high\":30.0},"
            + "\"kinds\":[\"white\",\"pink\",\"brown\",\"hum\",\"clicks\",\"band\","
            + "\"tones\",\"chatter\"],\"most\":1},\"microphone\":{\"filterDb\":"
            + "{\"probability\":0.0,\"low\":-6.0,\"high\":6.0},\"levelDb\":"
            + "{\"probability\":0.0,\"low\":-40.0,\"high\":6.0}},\"curriculum\":"
            + "{\"epochs\":0,\"start\":0.0}}}",
        RecordWriter.json(Recipe.read(RECIPE, List.of()).training()));
  }

  @Test
  void theWholeTextStaysAsItIs() throws IOException {
    Recipe recipe = Recipe.read(RECIPE, List.of());
    assertEquals(
        "81f782835c93b4bf51e8ed47d7b7d282a227b7ad49fdf7de7d150ed2bbc73f60",
        hash(RecordWriter.json(recipe)));
    assertEquals(
        "5281d5ef3b0ef3766951c93062dc63ef55303fe4f0ec6e15ecae28caa7913a45",
        hash(RecordWriter.yaml(recipe)));
  }

  /** Paths are absolute: they are hashed without where this repository lies. */
  private static String hash(String text) {
    String root =
        RECIPE.toAbsolutePath().normalize().getParent().getParent().getParent().toString();
    return Hashes.sha256Hex(text.replace(root, ""));
  }
}
