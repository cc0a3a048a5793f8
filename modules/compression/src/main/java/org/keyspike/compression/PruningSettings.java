package org.keyspike.compression;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.keyspike.network.SpecException;

/**
 * One pruning: what goes, in how many steps, and how the network is fine-tuned after each. Neurons,
 * bands and streams leave a smaller network; weights become zeros that fine-tuning holds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PruningSettings.Neurons.class, name = "neurons"),
  @JsonSubTypes.Type(value = PruningSettings.Bands.class, name = "bands"),
  @JsonSubTypes.Type(value = PruningSettings.Streams.class, name = "streams"),
  @JsonSubTypes.Type(value = PruningSettings.Weights.class, name = "weights")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PruningSettings {
  /** The field that these settings are in, for messages. */
  String FIELD = "compression.pruning";

  /** What goes, in the recipe's word. */
  String what();

  /** In how many steps it goes, and how long the network learns; its keys stand beside others. */
  PruningSchedule schedule();

  /**
   * Whole neurons of spiking layers: their rows of W, rows and columns of U, columns of the next
   * map. Exactly one of keep and sparsity.
   *
   * @param layers which, counted from 1; all if nothing is said
   * @param keep how many are left in each of them
   * @param sparsity the part of each of them that goes, 0 to below 1
   * @param multipleOf what is left is rounded to a multiple of this, such as the machine's lanes; 1
   *     if nothing is said
   * @param saliency by what they are chosen; activity if nothing is said
   */
  record Neurons(
      List<Integer> layers,
      Integer keep,
      Double sparsity,
      Integer multipleOf,
      Saliency saliency,
      @JsonUnwrapped PruningSchedule schedule)
      implements PruningSettings {
    public Neurons {
      layers = layers == null ? List.of() : List.copyOf(layers);
      multipleOf = multipleOf == null ? 1 : multipleOf;
      saliency = saliency == null ? Saliency.ACTIVITY : saliency;
      requireOne("keep", keep, "sparsity", sparsity);
      requireCount("keep", keep);
      requirePart("sparsity", sparsity);
      requireCount("multipleOf", multipleOf);
      requireGathered(saliency, schedule);
    }

    /** With a fine-tuning after each step. */
    public Neurons(
        List<Integer> layers,
        Integer keep,
        Double sparsity,
        Integer multipleOf,
        Saliency saliency,
        Integer steps,
        Integer epochs,
        Double learningRate) {
      this(
          layers,
          keep,
          sparsity,
          multipleOf,
          saliency,
          new PruningSchedule(steps, epochs, learningRate));
    }

    @Override
    public String what() {
      return "neurons";
    }
  }

  /**
   * Whole bands of the front end, with all the channels that the encoder makes of them. Exactly one
   * of keep and sparsity.
   *
   * @param keep how many are left
   * @param sparsity the part of them that goes, 0 to below 1
   * @param saliency by what they are chosen; activity if nothing is said
   */
  record Bands(
      Integer keep, Double sparsity, Saliency saliency, @JsonUnwrapped PruningSchedule schedule)
      implements PruningSettings {
    public Bands {
      saliency = saliency == null ? Saliency.ACTIVITY : saliency;
      requireOne("keep", keep, "sparsity", sparsity);
      requireCount("keep", keep);
      requirePart("sparsity", sparsity);
      requireGathered(saliency, schedule);
    }

    /** With a fine-tuning after each step. */
    public Bands(
        Integer keep,
        Double sparsity,
        Saliency saliency,
        Integer steps,
        Integer epochs,
        Double learningRate) {
      this(keep, sparsity, saliency, new PruningSchedule(steps, epochs, learningRate));
    }

    @Override
    public String what() {
      return "bands";
    }
  }

  /**
   * The fine streams of a residual encoder with shared steps: half of its channels. They are the
   * only ones that can go, because they follow what the coarse ones leave over. What is left is the
   * step-forward encoder, its step fixed where learning brought it.
   */
  record Streams(Integer epochs, Double learningRate) implements PruningSettings {
    public Streams {
      new PruningSchedule(1, epochs, learningRate);
    }

    @Override
    public String what() {
      return "streams";
    }

    @Override
    @JsonIgnore
    public PruningSchedule schedule() {
      return new PruningSchedule(1, epochs, learningRate);
    }
  }

  /**
   * Weights, those of the smallest saliency first. Exactly one of sparsity, targets,
   * nonZerosPerWord and wordSparsity; the last two are the lane-balanced form that compressed
   * matrices want.
   *
   * @param matrices the names of the matrices it works on; all if nothing is said
   * @param scope whether the smallest are looked for in each matrix or in all of them together;
   *     each if nothing is said
   * @param sparsity the part that becomes 0, 0 to below 1
   * @param targets a sparsity for each of some matrices, by name
   * @param nonZerosPerWord K: at most so many weights that are not 0 in each weight word, that is,
   *     of each input's weights to a group of as many outputs as the machine has lanes
   * @param wordSparsity the part of each weight word that becomes 0, 0 to below 1; what is left is
   *     rounded up to whole weights
   * @param regrowth the part of the weights left that each step but the last exchanges against
   *     zeros that the loss asks for most, 0 to below 1; 0 if nothing is said, and with a ramp
   * @param saliency movement or second order; null for magnitude
   */
  record Weights(
      List<String> matrices,
      Scope scope,
      Double sparsity,
      Map<String, Double> targets,
      Integer nonZerosPerWord,
      Double wordSparsity,
      Double regrowth,
      Saliency saliency,
      @JsonUnwrapped PruningSchedule schedule)
      implements PruningSettings {
    public Weights {
      matrices = matrices == null ? List.of() : List.copyOf(matrices);
      scope = scope == null ? Scope.MATRIX : scope;
      targets = targets == null ? null : Map.copyOf(targets);
      regrowth = regrowth == null ? 0 : regrowth;
      // What is usual is not written: keys of stages are hashed from it.
      saliency = saliency == Saliency.MAGNITUDE ? null : saliency;
      long given =
          Stream.of(sparsity, targets, nonZerosPerWord, wordSparsity)
              .filter(Objects::nonNull)
              .count();
      if (given != 1) {
        throw new SpecException(
            FIELD,
            given + " of sparsity, targets, nonZerosPerWord and wordSparsity",
            "exactly one of them for weights");
      }
      if (scope == Scope.GLOBAL && sparsity == null) {
        throw new SpecException(FIELD + ".scope", "global without sparsity", "sparsity with it");
      }
      if (targets != null && !matrices.isEmpty()) {
        throw new SpecException(FIELD + ".matrices", "given with targets", "the one or the other");
      }
      requirePart("sparsity", sparsity);
      if (targets != null) {
        targets.forEach((name, part) -> requirePart("targets." + name, part));
      }
      requireCount("nonZerosPerWord", nonZerosPerWord);
      requirePart("wordSparsity", wordSparsity);
      requirePart("regrowth", regrowth);
      if (saliency != null && !saliency.ofWeights()) {
        throw new SpecException(
            FIELD + ".saliency", saliency, "magnitude, movement or second-order for weights");
      }
      requireGathered(saliency, schedule);
      if (regrowth > 0 && schedule.gradual()) {
        throw new SpecException(
            FIELD + ".regrowth", regrowth, "0 with a ramp: what went does not come back");
      }
    }

    /** By magnitude, with a fine-tuning after each step. */
    public Weights(
        List<String> matrices,
        Scope scope,
        Double sparsity,
        Map<String, Double> targets,
        Integer nonZerosPerWord,
        Double wordSparsity,
        Double regrowth,
        Integer steps,
        Integer epochs,
        Double learningRate) {
      this(
          matrices,
          scope,
          sparsity,
          targets,
          nonZerosPerWord,
          wordSparsity,
          regrowth,
          null,
          new PruningSchedule(steps, epochs, learningRate));
    }

    /** What they are chosen by. */
    Saliency by() {
      return saliency == null ? Saliency.MAGNITUDE : saliency;
    }

    /** Whether what is left is counted in each weight word. */
    boolean balanced() {
      return nonZerosPerWord != null || wordSparsity != null;
    }

    @Override
    public String what() {
      return "weights";
    }
  }

  /** Where the smallest weights are looked for. */
  enum Scope {
    /** In each matrix. */
    @JsonProperty("matrix")
    MATRIX,
    /** In all matrices together. */
    @JsonProperty("global")
    GLOBAL
  }

  /** By what a pruning chooses what goes; streams are chosen by nothing. */
  static Saliency saliency(PruningSettings settings) {
    if (settings instanceof Neurons neurons) {
      return neurons.saliency();
    }
    if (settings instanceof Bands bands) {
      return bands.saliency();
    }
    return settings instanceof Weights weights ? weights.by() : Saliency.MAGNITUDE;
  }

  private static void requireOne(String a, Object first, String b, Object second) {
    if ((first == null) == (second == null)) {
      throw new SpecException(
          FIELD,
          first == null ? "neither " + a + " nor " + b : "both",
          "one of " + a + " and " + b);
    }
  }

  private static void requireCount(String field, Integer count) {
    if (count != null && count < 1) {
      throw new SpecException(FIELD + "." + field, count, "at least 1");
    }
  }

  private static void requirePart(String field, Double part) {
    if (part != null && !(part >= 0 && part < 1)) {
      throw new SpecException(FIELD + "." + field, part, "0 to below 1");
    }
  }

  private static void requireGathered(Saliency saliency, PruningSchedule schedule) {
    if (saliency == Saliency.MOVEMENT && !schedule.gradual()) {
      throw new SpecException(
          FIELD + ".saliency", saliency, "a ramp with it, in which movement is gathered");
    }
  }
}
