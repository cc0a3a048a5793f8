package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.io.Assignment;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.NetworkSpec;

/** Recipes keep to the sizes that they promise. */
class RecipeSizeTest {
  private static NetworkSpec spec(String file, int classes, int frames, Assignment... more)
      throws IOException {
    List<Assignment> all =
        Stream.concat(Stream.of(new Assignment("dataset.folder", "x", "test")), Arrays.stream(more))
            .toList();
    Recipe recipe = Recipe.read(Path.of("../../recipes", file), all);
    return recipe
        .network()
        .spec(
            new FeatureSpec(recipe.frontend().bands(), recipe.frontend().gain()),
            recipe.encoder(),
            classes,
            frames);
  }

  @ParameterizedTest
  @CsvSource({
    "gsc-v2/large.yaml, 35, 1820000",
    "gsc-v2/small.yaml, 35, 700000",
    "gsc-v2/tiny.yaml, 35, 35000",
    "gsc-v2/twelve.yaml, 12, 1820000",
    "gsc-mini/recipe.yaml, 13, 320000",
    "gsc-mini/rlif.yaml, 13, 320000",
    "gsc-mini/neurons-small.yaml, 13, 35000",
    "gsc-mini/tiny-rlif.yaml, 13, 35000"
  })
  void parameters(String file, int classes, long most) throws IOException {
    long size = Initializer.draw(spec(file, classes, 100), 0.5, 1).size();
    assertTrue(size <= most, file + ": " + size);
  }

  @Test
  void statesAreTheNetworkOfTheAcceleratorPaper() throws IOException {
    NetworkSpec spec =
        spec("timit/states.yaml", 1920, 0, new Assignment("encoder.kind", "direct", "test"));
    long weights =
        spec.parameters().stream()
            .filter(parameter -> parameter.role().matrix())
            .mapToLong(parameter -> (long) parameter.shape()[0] * parameter.shape()[1])
            .sum();
    assertEquals(698_368, weights);
    assertEquals(2, spec.timeSteps());
  }
}
