package org.keyspike.pipeline;

import java.util.List;
import java.util.stream.Collectors;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.Bptt;
import org.keyspike.training.DsCnnEngine;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.LearningRule;
import org.keyspike.training.TrainingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines by their names in recipes, and the choice between them: {@code auto} is the fittest
 * on this machine that computes what the recipe asks for ({@link EngineProvider}). An engine that
 * is named is never replaced by another.
 */
public final class Engines {
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private static final String AUTO = "auto";

  private Engines() {}

  /**
   * Refuses a recipe whose engine there is not, or that its engine cannot compute.
   *
   * @param spec any network of the recipe's kinds
   * @throws SpecException saying what, and what would be right
   */
  static void require(TrainingSettings settings, NetworkSpec spec) {
    choose(settings.compute().engine(), settings.compute().device(), spec, settings.rule());
  }

  /**
   * Starts a recipe's engine, and says which and why.
   *
   * @param spec any network of the recipe's kinds
   * @throws SpecException if there is no such engine or device, or it cannot compute the recipe
   */
  public static GradientEngine open(
      TrainingSettings settings, NetworkSpec spec, ProgressListener progress) {
    Choice choice =
        choose(settings.compute().engine(), settings.compute().device(), spec, settings.rule());
    choice.announce(progress);
    return choice.open(settings.compute().device(), settings.compute().threads());
  }

  /** The engine that scores a network whose recipe is not known, with all cores. */
  public static GradientEngine open(NetworkSpec spec, ProgressListener progress) {
    Choice choice = choose(AUTO, EngineProvider.CPU, spec, new Bptt());
    choice.announce(progress);
    return choice.open(EngineProvider.CPU, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Starts the engine of the convolutional baseline: the one that a recipe names, or the fittest
   * that has one.
   *
   * @throws SpecException if there is none
   */
  static DsCnnEngine dsCnn(TrainingSettings settings) {
    String name = settings.compute().engine();
    return EngineProvider.all().stream()
        .filter(provider -> name.equals(AUTO) || name.equals(provider.name()))
        .flatMap(
            provider ->
                provider.dsCnn(settings.compute().device(), settings.compute().threads()).stream())
        .findFirst()
        .orElseThrow(
            () -> new SpecException("training.engine", name, "djl, which trains a DS-CNN"));
  }

  static Choice choose(String engine, String device, NetworkSpec spec, LearningRule rule) {
    return choose(EngineProvider.all(), engine, device, spec, rule);
  }

  /**
   * The choice among some engines.
   *
   * @param providers the fittest first
   */
  static Choice choose(
      List<EngineProvider> providers,
      String engine,
      String device,
      NetworkSpec spec,
      LearningRule rule) {
    if (engine.equals(AUTO)) {
      return fittest(providers, device, spec, rule);
    }
    EngineProvider named =
        providers.stream()
            .filter(provider -> provider.name().equals(engine))
            .findFirst()
            .orElseThrow(
                () ->
                    new SpecException(
                        "training.engine",
                        engine,
                        providers.stream()
                                .map(EngineProvider::name)
                                .collect(Collectors.joining(", "))
                            + " or "
                            + AUTO));
    named.require(spec, rule, device);
    return new Choice(named, described(named));
  }

  /** The first that computes the recipe; its reason says why no fitter one was taken. */
  private static Choice fittest(
      List<EngineProvider> providers, String device, NetworkSpec spec, LearningRule rule) {
    SpecException refusal = null;
    for (EngineProvider provider : providers) {
      try {
        provider.require(spec, rule, device);
        return new Choice(
            provider,
            refusal == null
                ? described(provider) + faster(providers, provider)
                : refusal.getMessage());
      } catch (SpecException e) {
        refusal = refusal == null ? e : refusal;
      }
    }
    throw refusal == null
        ? new SpecException("training.engine", AUTO, "an engine on the class path")
        : refusal;
  }

  private static String described(EngineProvider provider) {
    EngineProvider.Fitness fitness = provider.fitness();
    return fitness.remedy().isEmpty()
        ? fitness.how()
        : fitness.how() + "; for the faster kernels " + fitness.remedy();
  }

  /** What would make another engine faster, if anything would. */
  private static String faster(List<EngineProvider> providers, EngineProvider taken) {
    return providers.stream()
        .filter(other -> other != taken && !other.fitness().remedy().isEmpty())
        .map(
            other ->
                String.format(
                    "; engine %s is %s; for the faster engine %s",
                    other.name(), other.fitness().how(), other.fitness().remedy()))
        .findFirst()
        .orElse("");
  }

  /**
   * An engine before it is started.
   *
   * @param provider starts it
   * @param reason why this one, what it will use, and what would be faster
   */
  record Choice(EngineProvider provider, String reason) {
    String name() {
      return provider.name();
    }

    void announce(ProgressListener progress) {
      LOG.info("engine: {}, {}", name(), reason);
      progress.note(String.format("%-9s %s, %s", "engine", name(), reason));
    }

    GradientEngine open(String device, int threads) {
      return provider.open(device, threads);
    }
  }
}
