package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.io.Assignment;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.SpecException;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.simulator.Presets;
import org.keyspike.training.CycleCost;

class MachineCostTest {
  @TempDir Path folder;

  /** 10 and 8 neurons, 12 bands of 4 channels, 6 hidden outputs; 4 lanes make 3, 2 and 2 groups. */
  @Test
  void itIsThatOfTheNetworkOnTheMachineOfTheRecipe() throws IOException {
    CycleCost cost = cost("hardware.lanes=4");
    assertEquals(48 * 3, cost.encoder());
    assertEquals(new CycleCost.Layer(0, 10 * (2 + 3)), cost.layers().get(0));
    assertEquals(new CycleCost.Layer(0, 8 * (2 + 2)), cost.layers().get(1));
    assertEquals(3 + 2 + 3 + 2, cost.base());
    // 128 lanes read all in one cycle, whatever the image has.
    assertEquals(
        new CycleCost.Layer(0, 20), cost("simulation.architecture=reference").layers().get(0));
  }

  @Test
  void whereZerosAreNotSkippedSpikesCostNothing() throws IOException {
    SpecException e = assertThrows(SpecException.class, () -> cost(withoutSkipping()));
    assertEquals("simulation.architecture", e.field());
  }

  /** What only a fine-tuning would ask for is refused before the network is trained, too. */
  @Test
  void whatCannotCostAnythingIsRefusedBeforeAnythingIsTrained() throws IOException {
    refusedAtOnce("layerRates", "training.layerRates=[0.1]");
    refusedAtOnce("layerRates", "compression.recovery.layerRates=[0.1, 0.1, 0.1]");
    refusedAtOnce(
        "simulation.architecture", "compression.recovery.cycleBudget=9", withoutSkipping());
    Run.requirePossible(
        recipe("compression.recovery.layerRates=[0.1, 0.1, 0.1]"), Run.LastStage.TRAIN);
    Run.requirePossible(
        recipe("compression.recovery.layerRates=[0.1, 0.1]"), Run.LastStage.QUANTIZE);
  }

  private void refusedAtOnce(String field, String... keys) throws IOException {
    Path where = folder.resolve("refused");
    try (Run run = Run.open(recipe(keys), where, TinyRun.cache())) {
      SpecException e =
          assertThrows(SpecException.class, () -> run.perform(Run.LastStage.QUANTIZE));
      assertEquals(field, e.field());
      assertFalse(Files.exists(run.folder().checkpoint(RunFolder.FLOAT)));
    }
  }

  private String withoutSkipping() throws IOException {
    Path machine = folder.resolve("arch.yaml");
    String text;
    try (InputStream in = Presets.class.getResourceAsStream("reference.yaml")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.writeString(machine, text.replace("zeroSkipping: true", "zeroSkipping: false"));
    return "simulation.architecture=" + machine;
  }

  private Recipe recipe(String... keys) throws IOException {
    TinyRun.run();
    Path recipe = folder.resolve("recipe.yaml");
    TinyRun.recipe().write(recipe);
    List<Assignment> others =
        Stream.of(keys)
            .map(key -> key.split("=", 2))
            .map(key -> new Assignment(key[0], key[1], "--set"))
            .toList();
    return Recipe.read(recipe, others);
  }

  private CycleCost cost(String key) throws IOException {
    RunFolder done = TinyRun.run();
    try (Run run = Run.open(recipe(key), folder.resolve("run"), TinyRun.cache())) {
      return MachineCost.of(run, Checkpoint.read(done.checkpoint(RunFolder.FLOAT)));
    }
  }

  /** 1/16, 3/16 and 15.9 are 1, 3 and 254; below 0 and above 255 are clipped. */
  @Test
  void theBitsOfFeaturesAreThoseOfEightBits() {
    float[] frames = {0.0625f, 0.1875f, 15.9f, -3, 99, 0};
    LabelledFeatures features =
        new LabelledFeatures() {
          @Override
          public int size() {
            return 1;
          }

          @Override
          public int bands() {
            return 3;
          }

          @Override
          public boolean frameWise() {
            return true;
          }

          @Override
          public int frames(int clip) {
            return 2;
          }

          @Override
          public int maxFrames() {
            return 2;
          }

          @Override
          public void read(int clip, float[] destination, int offset) {
            System.arraycopy(frames, 0, destination, offset, frames.length);
          }

          @Override
          public int[] labels(int clip) {
            return new int[2];
          }

          @Override
          public String name(int clip) {
            return "one";
          }
        };
    assertEquals((1 + 2 + 7 + 0 + 8 + 0) / 2.0, MachineCost.featureBits(features));
  }
}
