package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocationsTest {
  private static final String HOME = "keyspike.home";

  @Test
  void runsHaveTheNameOfTheRecipesFolder() {
    assertEquals(Path.of("runs/tiny"), Locations.run(Path.of("recipes/tiny/recipe.yaml")));
    assertEquals(Path.of("sweeps/tiny"), Locations.sweep(Path.of("recipes/tiny/recipe.yaml")));
    assertEquals(
        Path.of("runs/tiny"), Locations.run(Path.of("recipes/other/../tiny/./recipe.yaml")));
  }

  @Test
  void andThatOfTheFileUnlessItIsTheUsualOne() {
    assertEquals(Path.of("runs/tiny-fast"), Locations.run(Path.of("recipes/tiny/fast.yaml")));
    assertEquals(Path.of("runs/tiny-fast"), Locations.run(Path.of("recipes/tiny/fast.yml")));
    assertEquals(Path.of("runs/tiny"), Locations.run(Path.of("recipes/tiny/recipe.yml")));
    assertEquals(Path.of("sweeps/tiny-a.b"), Locations.sweep(Path.of("tiny/a.b.yaml")));
  }

  @Test
  void aRecipeInNoFolderIsARun() {
    Path root = Path.of("recipe.yaml").toAbsolutePath().getRoot();
    assertEquals(Path.of("runs/run"), Locations.run(root.resolve("recipe.yaml")));
    assertEquals(Path.of("runs/run-fast"), Locations.run(root.resolve("fast.yaml")));
  }

  @Test
  void cacheAndDescriptorsAreInTheRepository() {
    String before = System.getProperty(HOME);
    try {
      System.setProperty(HOME, "somewhere");
      assertEquals(Path.of("somewhere/cache"), Locations.cache());
      assertEquals(Path.of("somewhere/datasets"), Locations.descriptors());
      System.clearProperty(HOME);
      assertEquals(Path.of("cache"), Locations.cache(), "or where the process was started");
    } finally {
      if (before == null) {
        System.clearProperty(HOME);
      } else {
        System.setProperty(HOME, before);
      }
    }
  }
}
