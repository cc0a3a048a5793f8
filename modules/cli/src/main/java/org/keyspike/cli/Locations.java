package org.keyspike.cli;

import java.nio.file.Path;

/** The locations of files and folders unless the user says otherwise. */
public final class Locations {
  private Locations() {}

  /** The repository. */
  static Path home() {
    return Path.of(System.getProperty("keyspike.home", ""));
  }

  /** Unpacked archives, synthesised corpora, features: all that can be made again. */
  static Path cache() {
    return home().resolve("cache");
  }

  /** The descriptors of data sets. */
  static Path descriptors() {
    return home().resolve("datasets");
  }

  /**
   * The run folder of a recipe: {@code runs/}, the name of the folder that the recipe is in and,
   * unless that is {@code recipe.yaml}, a dash and its own name.
   */
  static Path run(Path recipe) {
    return Path.of("runs").resolve(name(recipe));
  }

  /** The folder of a recipe's sweep: the same below {@code sweeps/}. */
  static Path sweep(Path recipe) {
    return Path.of("sweeps").resolve(name(recipe));
  }

  private static Path name(Path recipe) {
    Path folder = recipe.toAbsolutePath().normalize().getParent();
    String name = folder.getFileName() == null ? "run" : folder.getFileName().toString();
    String own = recipe.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return Path.of(own.equals("recipe") ? name : name + "-" + own);
  }
}
