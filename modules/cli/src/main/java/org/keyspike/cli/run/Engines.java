package org.keyspike.cli.run;

import java.util.Locale;
import org.keyspike.cli.Console;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.engine.vector.Availability;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.Bptt;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.LearningRule;
import org.keyspike.training.TrainingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines by their names in recipes, and the choice between them: {@code auto} is {@code
 * vector} on the processor where it computes what the recipe asks for and has SIMD kernels, else
 * {@code djl}. An engine that is named is never exchanged for another.
 */
public final class Engines {
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private static final String VECTOR = "vector";
  private static final String DJL = "djl";
  private static final String AUTO = "auto";
  private static final String CPU = "cpu";

  private Engines() {}

  /**
   * Refuses a recipe whose engine there is not, or that its engine cannot compute.
   *
   * @param spec any network of the recipe's kinds
   * @throws SpecException saying what, and what would be right
   */
  static void require(TrainingSettings settings, NetworkSpec spec) {
    choose(settings.engine(), settings.device(), spec, settings.rule());
  }

  /**
   * Starts a recipe's engine, and says which and why.
   *
   * @param spec any network of the recipe's kinds
   * @throws SpecException if there is no such engine or device, or it cannot compute the recipe
   */
  public static GradientEngine open(TrainingSettings settings, NetworkSpec spec, Console console) {
    Choice choice = choose(settings.engine(), settings.device(), spec, settings.rule());
    choice.announce(console);
    return choice.open(settings.device(), settings.threads());
  }

  /** The engine that scores a network whose recipe is not known, with all cores. */
  public static GradientEngine open(NetworkSpec spec, Console console) {
    Choice choice = choose(AUTO, CPU, spec, new Bptt());
    choice.announce(console);
    return choice.open(CPU, cores());
  }

  static Choice choose(String engine, String device, NetworkSpec spec, LearningRule rule) {
    boolean gpu = !device.equals(CPU);
    return switch (engine) {
      case VECTOR -> {
        if (gpu) {
          throw new SpecException(
              "training.engine", VECTOR + " with device " + device, DJL + ", or device " + CPU);
        }
        VectorEngine.require(spec, rule);
        yield vector();
      }
      case DJL -> {
        DjlEngine.require(spec, rule);
        yield new Choice(DJL, "as the recipe says");
      }
      case AUTO -> {
        if (gpu) {
          DjlEngine.require(spec, rule);
          yield new Choice(DJL, "training.device is " + device);
        }
        yield fastest(spec, rule, VectorEngine.availability());
      }
      default ->
          throw new SpecException(
              "training.engine", engine, String.join(", ", VECTOR, DJL) + " or " + AUTO);
    };
  }

  /** Without SIMD djl is the faster one. */
  static Choice fastest(NetworkSpec spec, LearningRule rule, Availability vectors) {
    try {
      VectorEngine.require(spec, rule);
    } catch (SpecException e) {
      DjlEngine.require(spec, rule);
      return new Choice(DJL, e.getMessage());
    }
    if (vectors.simd()) {
      return vector();
    }
    DjlEngine.require(spec, rule);
    return new Choice(
        DJL, vectors.reason() + "; for the faster engine " + VECTOR + " " + vectors.remedy());
  }

  private static Choice vector() {
    Availability availability = VectorEngine.availability();
    return new Choice(
        VECTOR,
        availability.simd()
            ? "SIMD, " + availability.reason()
            : "scalar, "
                + availability.reason()
                + "; for the faster kernels "
                + availability.remedy());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * An engine before it is started.
   *
   * @param name in recipes
   * @param reason why this one, what it will use, and what would be faster
   */
  record Choice(String name, String reason) {
    void announce(Console console) {
      LOG.info("engine: {}, {}", name, reason);
      console.note(String.format("%-9s %s, %s", "engine", name, reason));
    }

    GradientEngine open(String device, int threads) {
      if (name.equals(VECTOR)) {
        return VectorEngine.open(threads == 0 ? cores() : threads);
      }
      return new DjlEngine(
          DjlEngine.Device.valueOf(device.toUpperCase(Locale.ROOT)), Math.max(1, threads));
    }
  }
}
