package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.StateSpaceImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Assignment;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.SpecException;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.AgreedNumbers;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.RunCosts;

/** A state space from a recipe to an image that is verified. */
@Tag("slow")
class StateSpaceRunTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"fatrelu, 0", "lif, 3"})
  void trainedAndScored(String neuron, int delays) throws IOException {
    List<Assignment> settings = new ArrayList<>();
    String[][] keys = {
      {"network.backbone", "ssm"},
      {"network.layers", "[12, 8]"},
      {"network.stateSpace.width", "10"},
      {"network.neuron", neuron},
      {"network.delays.most", Integer.toString(delays)},
      {"training.engine", "auto"},
      {"training.rateWeight", "0.01"},
      {"training.epochs", "1"}
    };
    for (String[] key : keys) {
      settings.add(new Assignment(key[0], key[1], "--set " + key[0]));
    }
    Recipe recipe = Recipe.read(TinyRun.run().recipe(), settings);
    RunFolder there = new RunFolder(folder.resolve("run"));
    try (Run run = Run.open(recipe, there, TinyRun.cache(), ProgressListener.NONE)) {
      run.perform(Run.LastStage.VERIFY);
      assertTrue(run.finished(Run.LastStage.VERIFY));
      run.test(RunFolder.FLOAT);
      assertThrows(SpecException.class, () -> SaliencyComparison.of(run));
    }
    verified(there, delays);
    Checkpoint trained = Checkpoint.read(there.checkpoint(RunFolder.FLOAT));
    assertNotNull(trained.spec().stateSpace());
    assertEquals(10, trained.spec().readoutInputs());
    assertTrue(
        trained.provenance().get("engine").startsWith("djl"), trained.provenance()::toString);
    PartResult test = PartResult.read(there.test(RunFolder.FLOAT));
    assertEquals(9, test.row().rates().size());
  }

  /** QAT forward, integer network and machine said the same, and the image is a state space. */
  private static void verified(RunFolder there, int delays) throws IOException {
    Results results = Results.read(there.results());
    assertTrue(results.agreement().identical(), results.agreement()::toString);
    AgreedNumbers numbers = results.agreement().numbers().orElseThrow();
    assertTrue(numbers.compared().states() > 0);
    WeightImage image = ImageReader.read(there.image());
    StateSpaceImage space = image.stateSpace().orElseThrow();
    assertEquals(10, space.shape().width());
    assertEquals(List.of(12, 8), image.backbone().sizes());
    assertEquals(delays > 0, space.stream().delays().isPresent());
    long zeros =
        image.matrices().stream()
            .map(matrix -> matrix.unpack())
            .mapToLong(matrix -> (long) matrix.rows() * matrix.columns() - matrix.nonZeros())
            .sum();
    assertTrue(zeros > 0, "weights were pruned");
    KnownAnswers answers = KnownAnswersReader.readOf(there.answers(), image, there.image());
    assertEquals(2, answers.clips().get(0).trace().blocks().size());
    RunCosts costs = RunCosts.read(there.costs());
    List<String> stages = costs.stages().stream().map(RunCosts.Part::stage).toList();
    assertTrue(stages.containsAll(List.of("embedding", "layer 2 states")), stages::toString);
    assertTrue(costs.energy().byComponent().get("state unit") > 0);
    assertTrue(costs.energy().figures().denseMicrowatts() > costs.energy().microwatts());
  }

  @ParameterizedTest
  @CsvSource({
    "'compression.pruning=[{kind: neurons, sparsity: 0.5, epochs: 1, learningRate: 0.01}]',"
        + " compression.pruning.kind",
    "'compression.pruning=[{kind: streams, epochs: 1, learningRate: 0.01}]',"
        + " compression.pruning.kind",
    "'compression.pruning=[{kind: weights, sparsity: 0.5, saliency: second-order, epochs: 1,"
        + " learningRate: 0.01}]', compression.pruning.saliency",
    "compression.quantization.membraneBits=12, compression.quantization.membraneBits",
    "compression.quantization.scales=loss, compression.quantization.scales",
    "compression.quantization.scalePer=neuron, compression.quantization.scalePer"
  })
  void whatAStateSpaceCannotHaveIsRefusedBeforeItIsTrained(String set, String field)
      throws IOException {
    String[] parts = set.split("=", 2);
    Recipe recipe =
        Recipe.read(
            TinyRun.run().recipe(),
            List.of(
                new Assignment("network.backbone", "ssm", "--set"),
                new Assignment("network.neuron", "fatrelu", "--set"),
                new Assignment("network.layers", "[12, 8]", "--set"),
                new Assignment("training.engine", "auto", "--set"),
                new Assignment(parts[0], parts[1], "--set")));
    SpecException refusal =
        assertThrows(SpecException.class, () -> Run.requirePossible(recipe, Run.LastStage.VERIFY));
    assertEquals(field, refusal.field());
    assertFalse(refusal.getMessage().contains("\n"));
    assertTrue(refusal.found().contains("with network.backbone ssm"), refusal::found);
    Run.requirePossible(recipe, Run.LastStage.TRAIN);
  }
}
