package org.keyspike.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;

/**
 * A kind of {@link GradientEngine} by its name in recipes, found by {@link ServiceLoader}: another
 * engine is another module on the class path, and no other file changes.
 */
public interface EngineProvider {
  /** The device that every engine has. */
  String CPU = "cpu";

  /** The name in recipes: {@code training.engine}. */
  String name();

  /** How well the engine runs on this machine. */
  Fitness fitness();

  /**
   * Refuses what the engine cannot compute.
   *
   * @param spec any network of the kinds in question
   * @param rule by which it is to learn
   * @param device {@code cpu} or {@code gpu}
   * @throws SpecException naming it, and what would be right
   */
  void require(NetworkSpec spec, LearningRule rule, String device);

  /**
   * Starts the engine.
   *
   * @param device {@code cpu} or {@code gpu}
   * @param threads of the engine; 0 leaves the number to it
   * @throws SpecException if the device cannot be had
   */
  GradientEngine open(String device, int threads);

  /**
   * Starts what computes the gradients of the convolutional baseline; empty where an engine has
   * none.
   *
   * @param device {@code cpu} or {@code gpu}
   * @param threads of the engine; 0 leaves the number to it
   * @throws SpecException if the device cannot be had
   */
  default Optional<DsCnnEngine> dsCnn(String device, int threads) {
    return Optional.empty();
  }

  /** All engines on the class path, the fittest for this machine first. */
  static List<EngineProvider> all() {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(
            Comparator.comparingInt((EngineProvider provider) -> -provider.fitness().rank())
                .thenComparing(EngineProvider::name))
        .toList();
  }

  /**
   * How well an engine runs on this machine.
   *
   * @param rank of two engines that compute a recipe, that of the larger rank is the faster one
   * @param how what the engine runs on, for people; may be empty
   * @param remedy what to do to make it faster; empty where nothing is missing
   */
  record Fitness(int rank, String how, String remedy) {}
}
