package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.io.Assignment;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.recipe.Recipe;

/** What decides whether a network is trained anew. */
class TrainStageTest {
  private static String key(Recipe recipe, String content) {
    return Hashes.sha256Hex(String.join("\n", TrainStage.inputs(recipe, content)));
  }

  /**
   * Published networks came before some keys of recipes. If a new one changes the key of a stage at
   * its usual value, every run folder is trained anew: see {@code NetworkSettings.identity} and
   * those like it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"tiny", "spotter", "compressed", "ear"})
  void whatEarlierVersionsTrainedIsStillWhatTheirRecipesTrain(String network) throws IOException {
    Path folder = Path.of("../../models/gsc-mini", network);
    Recipe recipe = Recipe.read(folder.resolve("recipe.yaml"), List.of());
    Map<String, String> made =
        Checkpoint.read(folder.resolve("checkpoints/quantized.safetensors")).provenance();
    assertEquals(made.get("recipe.train"), key(recipe, made.get("data")));
  }

  @Test
  void everyOtherValueOfAKeyThatCameLaterIsAnotherNetwork() throws IOException {
    Path file = Path.of("../../models/gsc-mini/tiny/recipe.yaml");
    String[] keys = {
      "network.surrogate.gain=0.5",
      "network.neuron=shift-lif network.levels=2",
      "network.neuron=fatrelu network.activation.bits=3",
      "network.delays.most=7",
      "network.neuron=lif network.backbone=ssm",
      "network.neuron=lif network.backbone=ssm network.stateSpace.width=20",
      "network.neuron=rlif network.reset=zero",
      "network.initial.graded.leak.low=0.4",
      "network.initial.timeConstants.jump.high=1",
      "training.audioAugmentation.fresh=0.5"
    };
    for (String key : keys) {
      List<Assignment> other = new ArrayList<>();
      for (String set : key.split(" ")) {
        other.add(Assignment.parse(set, "--set"));
      }
      String without = key(Recipe.read(file, other.subList(0, other.size() - 1)), "clips");
      assertNotEquals(without, key(Recipe.read(file, other), "clips"), key);
    }
  }
}
