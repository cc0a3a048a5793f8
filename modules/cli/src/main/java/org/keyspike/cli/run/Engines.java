package org.keyspike.cli.run;

import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.network.SpecException;
import org.keyspike.training.GradientEngine;

/** The engines by their names in recipes. */
public final class Engines {
  private static final String DJL = "djl";

  private Engines() {}

  /**
   * Checks a name.
   *
   * @throws SpecException if there is no such engine
   */
  static void require(String name) {
    if (!DJL.equals(name)) {
      throw new SpecException("training.engine", name, DJL);
    }
  }

  /**
   * Starts an engine.
   *
   * @throws SpecException if there is no such engine
   */
  public static GradientEngine open(String name, int threads) {
    require(name);
    return new DjlEngine(threads);
  }

  /** The engine that scores networks whose recipe is not known, with all cores. */
  public static GradientEngine open() {
    return open(DJL, Runtime.getRuntime().availableProcessors());
  }
}
