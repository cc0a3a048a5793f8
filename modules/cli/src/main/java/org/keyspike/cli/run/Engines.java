package org.keyspike.cli.run;

import java.util.Locale;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.TrainingSettings;

/** The engines by their names in recipes. */
public final class Engines {
  private static final String DJL = "djl";

  private Engines() {}

  /**
   * Refuses a recipe whose engine there is not, or that its engine cannot compute.
   *
   * @param spec any network of the recipe's kinds
   * @throws SpecException saying what, and what would be right
   */
  static void require(TrainingSettings settings, NetworkSpec spec) {
    require(settings.engine());
    DjlEngine.require(spec, settings.rule());
  }

  private static void require(String name) {
    if (!DJL.equals(name)) {
      throw new SpecException("training.engine", name, DJL);
    }
  }

  /**
   * Starts an engine.
   *
   * @throws SpecException if there is no such engine or device
   */
  public static GradientEngine open(TrainingSettings settings) {
    require(settings.engine());
    return new DjlEngine(
        DjlEngine.Device.valueOf(settings.device().toUpperCase(Locale.ROOT)), settings.threads());
  }

  /** The engine that scores networks whose recipe is not known, with all cores. */
  public static GradientEngine open() {
    return new DjlEngine(DjlEngine.Device.CPU, Runtime.getRuntime().availableProcessors());
  }
}
