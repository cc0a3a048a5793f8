package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SpecException;
import org.keyspike.network.Tensor;

@Tag("slow")
class PruningTest {
  private static final int BANDS = 6;
  private static final int FRAMES = 30;
  private static final int LANES = 4;

  @Property(tries = 60)
  void aLayerWithoutSomeNeuronsIsOneWhereTheyAreNotHeard(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Checkpoint network = everyKind(random);
    int layer = random.nextInt(2);
    int neurons = network.spec().layers().get(layer).neurons();
    List<Integer> left = some(random, neurons);
    Checkpoint smaller = StructuredPruning.neurons(network, layer, left);
    Parameters deaf = network.parameters().copy();
    for (String name : List.of(Saliencies.next(network.spec(), layer), Names.recurrent(layer))) {
      if (deaf.has(name)) {
        silence(deaf.get(name), left);
      }
    }
    assertEquals(left, smaller.kept(layer + 1).indices());
    if (layer == 0 && smaller.spec().layers().get(1).delayed()) {
      assertEquals(left.size(), smaller.parameters().data(Names.delay(1)).length);
    }
    assertSame(
        network.with(deaf), smaller, layer, left, IntStream.range(0, BANDS).boxed().toList());
  }

  @Property(tries = 60)
  void bandsThatGoAreBandsThatAreNotHeard(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Checkpoint network = everyKind(random);
    List<Integer> left = some(random, BANDS);
    Checkpoint smaller = StructuredPruning.bands(network, left);
    Parameters deaf = network.parameters().copy();
    List<Integer> channels = new ArrayList<>();
    for (int i = 0; i < network.spec().channels(); i++) {
      if (left.contains(i % BANDS)) {
        channels.add(i);
      }
    }
    silence(deaf.get(Names.weight(0)), channels);
    assertEquals(left.size(), smaller.spec().features().bands());
    assertSame(network.with(deaf), smaller, 0, null, left);
  }

  @Example
  void fineStreamsGoAndTheCoarseOnesSayTheSame() {
    SplittableRandom random = new SplittableRandom(4);
    Checkpoint network = everyKind(random, new EncoderSpec.Residual(false));
    Checkpoint smaller = StructuredPruning.withoutFineStreams(network);
    Parameters deaf = network.parameters().copy();
    silence(deaf.get(Names.weight(0)), IntStream.range(0, 2 * BANDS).boxed().toList());
    assertEquals(2 * BANDS, smaller.spec().channels());
    assertSame(network.with(deaf), smaller, 0, null, IntStream.range(0, BANDS).boxed().toList());
    Checkpoint perBand = network(random, new EncoderSpec.Residual(true));
    assertThrows(SpecException.class, () -> StructuredPruning.withoutFineStreams(perBand));
  }

  @Example
  void mapsOfSeveralPruningsCountInTheFirstNetwork() {
    Checkpoint network = network(new SplittableRandom(1), new EncoderSpec.Direct());
    Checkpoint once = StructuredPruning.neurons(network, 1, List.of(1, 3, 4, 6));
    Checkpoint twice =
        StructuredPruning.bands(StructuredPruning.neurons(once, 1, List.of(0, 3)), List.of(2, 5));
    assertEquals(List.of(1, 6), twice.kept(2).indices());
    assertEquals(List.of(2, 5), twice.kept(KeptIndices.BANDS).indices());
    assertEquals(2, twice.kept().size());
  }

  @Property(tries = 100)
  void everyWordHoldsItsLargestWeightsAndNoMore(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int most) {
    Checkpoint network = network(new SplittableRandom(seed));
    Checkpoint pruned =
        new WeightPruning(weights(null, null, most, 0, 1), LANES)
            .prune(network, 1, magnitudes(network));
    for (String name : pruned.parameters().names()) {
      Tensor tensor = pruned.parameters().get(name);
      if (tensor.shape().length == 2) {
        float[] before = network.parameters().data(name);
        for (int first = 0; first < tensor.extent(0); first += LANES) {
          for (int m = 0; m < tensor.extent(1); m++) {
            float gone = 0;
            float left = Float.MAX_VALUE;
            int count = 0;
            for (int n = first; n < Math.min(tensor.extent(0), first + LANES); n++) {
              int i = n * tensor.extent(1) + m;
              if (tensor.data()[i] != 0) {
                count++;
                left = Math.min(left, Math.abs(before[i]));
              } else {
                gone = Math.max(gone, Math.abs(before[i]));
              }
            }
            assertEquals(Math.min(most, Math.min(LANES, tensor.extent(0) - first)), count, name);
            assertTrue(gone <= left, name);
          }
        }
      }
    }
  }

  @Example
  void aPartOfEveryWordStays() {
    Checkpoint network = network(new SplittableRandom(9));
    PruningSettings.Weights settings =
        new PruningSettings.Weights(null, null, null, null, null, 0.5, null, null, 1, 1e-3);
    Checkpoint pruned = new WeightPruning(settings, LANES).prune(network, 1, magnitudes(network));
    // Words of 4, 4, 4 and 1 of 13 outputs keep 2, 2, 2 and 1.
    float[] now = pruned.parameters().data(Names.weight(1));
    assertEquals(now.length / 13 * 7, now.length - zeros(now));
  }

  @Example
  void theSmallestOfAllMatricesGoTogether() {
    Checkpoint network = network(new SplittableRandom(9));
    Checkpoint pruned =
        new WeightPruning(
                new PruningSettings.Weights(
                    null, PruningSettings.Scope.GLOBAL, 0.7, null, null, null, null, null, 1, 1e-3),
                LANES)
            .prune(network, 1, magnitudes(network));
    float gone = 0;
    float left = Float.MAX_VALUE;
    long zeros = 0;
    long all = 0;
    for (String name : pruned.parameters().names()) {
      if (pruned.parameters().get(name).shape().length == 2) {
        for (int i = 0; i < pruned.parameters().data(name).length; i++) {
          float before = Math.abs(network.parameters().data(name)[i]);
          all++;
          if (pruned.parameters().data(name)[i] == 0) {
            zeros++;
            gone = Math.max(gone, before);
          } else {
            left = Math.min(left, before);
          }
        }
      }
    }
    assertEquals((long) (0.7 * all), zeros);
    assertTrue(gone <= left);
  }

  @Example
  void onlyNamedMatricesArePrunedEachToItsTarget() {
    Checkpoint network = network(new SplittableRandom(9));
    Map<String, Double> targets = Map.of(Names.OUTPUT_WEIGHT, 0.5, Names.weight(1), 0.25);
    Checkpoint pruned =
        new WeightPruning(weights(null, targets, null, 0, 1), LANES)
            .prune(network, 1, magnitudes(network));
    for (String name : pruned.parameters().names()) {
      float[] now = pruned.parameters().data(name);
      if (targets.containsKey(name)) {
        assertEquals((int) (targets.get(name) * now.length), zeros(now), name);
      } else {
        assertArrayEquals(network.parameters().data(name), now, name);
      }
    }
    SpecException e =
        assertThrows(
            SpecException.class,
            () ->
                new WeightPruning(weights(null, Map.of("layer1.wait", 0.5), null, 0, 1), LANES)
                    .prune(network, 1, magnitudes(network)));
    assertTrue(e.getMessage().contains("layer1.weight, the nearest"), e.getMessage());
  }

  @Property(tries = 50)
  void regrowthExchangesAsManyAsGo(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Checkpoint network = network(random);
    PruningSettings.Weights settings =
        random.nextBoolean() ? weights(0.5, null, null, 0.3, 2) : weights(null, null, 2, 0.3, 2);
    WeightPruning pruning = new WeightPruning(settings, LANES);
    Checkpoint pruned = pruning.prune(network, 1, magnitudes(network));
    Checkpoint regrown = pruning.regrow(pruned, network.parameters());
    for (String name : pruning.matrices(network.spec())) {
      float[] before = pruned.parameters().data(name);
      float[] after = regrown.parameters().data(name);
      assertEquals(zeros(before), zeros(after), name);
      if (settings.nonZerosPerWord() != null) {
        Checkpoint again = pruning.prune(regrown, 1, magnitudes(regrown));
        assertArrayEquals(after, again.parameters().data(name), "still balanced: " + name);
      }
    }
  }

  @Property(tries = 100)
  void aScheduleEndsWhereItShouldAndNeverTurns(
      @ForAll @IntRange(min = 1, max = 500) int from,
      @ForAll @IntRange(min = 1, max = 20) int steps,
      @ForAll long seed) {
    int to = 1 + new SplittableRandom(seed).nextInt(from);
    int before = from;
    int epochs = 0;
    for (int step = 1; step <= steps; step++) {
      int left = CubicSchedule.left(from, to, step, steps);
      assertTrue(left <= before && left >= to);
      before = left;
      epochs += CubicSchedule.epochs(steps + 3, step, steps);
    }
    assertEquals(to, before);
    assertEquals(steps + 3, epochs);
  }

  @Property(tries = 20)
  void prunedStepByStepTheNetworkEndsAtItsTarget(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Checkpoint network = network(random);
    Saliency saliency = Saliency.values()[random.nextInt(3)];
    int steps = 1 + random.nextInt(3);
    List<Integer> seen = new ArrayList<>();
    Checkpoint pruned =
        new Pruning(
                new PruningSettings.Neurons(
                    List.of(1), null, 0.5, LANES, saliency, steps, steps, 1e-3),
                new MadeEngine(),
                new Noise(BANDS, FRAMES),
                LANES)
            .run(
                network,
                (start, step, epochs) -> {
                  seen.add(start.spec().layers().get(0).neurons());
                  return start;
                });
    assertEquals(steps, seen.size());
    assertEquals(8, pruned.spec().layers().get(0).neurons(), "half of 17 in whole words");
    assertEquals(13, pruned.spec().layers().get(1).neurons());
    Checkpoint bands =
        new Pruning(
                new PruningSettings.Bands(4, null, saliency, steps, steps, 1e-3),
                new MadeEngine(),
                new Noise(BANDS, FRAMES),
                LANES)
            .run(pruned, (start, step, epochs) -> start);
    assertEquals(4, bands.spec().features().bands());
  }

  @Example
  void whatIsSilentOrUnreadGoesFirst() {
    Checkpoint network = network(new SplittableRandom(3), new EncoderSpec.Residual(false));
    Parameters parameters = network.parameters();
    // Neuron 2 never spikes; nobody hears neuron 5; neuron 7 hears nothing and has no recurrence.
    parameters.data(Names.bias(0))[2] = -1000;
    List<Integer> reached = new ArrayList<>(IntStream.range(0, 17).boxed().toList());
    reached.remove(5);
    silence(parameters.get(Names.recurrent(0)), reached);
    silence(parameters.get(Names.weight(1)), reached);
    Arrays.fill(parameters.data(Names.weight(0)), 7 * 4 * BANDS, 8 * 4 * BANDS, 0);
    Arrays.fill(parameters.data(Names.recurrent(0)), 7 * 17, 8 * 17, 0);
    SaliencyStatistics evidence =
        new SaliencyStatistics(new MadeEngine(), network, new Noise(BANDS, FRAMES));
    assertEquals(0, new Saliencies(evidence, Saliency.ACTIVITY).neurons(0)[2]);
    assertEquals(0, new Saliencies(evidence, Saliency.ACTIVITY).neurons(0)[5]);
    assertEquals(0, new Saliencies(evidence, Saliency.TAYLOR).neurons(0)[5]);
    assertEquals(0, new Saliencies(evidence, Saliency.MAGNITUDE).neurons(0)[7]);
    assertTrue(new Saliencies(evidence, Saliency.TAYLOR).neurons(0)[2] > 0);
    assertEquals(List.of(1, 4), Saliencies.largest(new double[] {0, 3, 1, 2, 9}, 2));
  }

  /** 1 − (1 − k/4)³ of 64, and of 128 that go to 64. */
  @Example
  void theScheduleIsCubic() {
    int[] left = new int[4];
    int[] half = new int[4];
    for (int step = 1; step <= 4; step++) {
      left[step - 1] = CubicSchedule.left(64, 0, step, 4);
      half[step - 1] = CubicSchedule.left(128, 64, step, 4);
    }
    assertArrayEquals(new int[] {27, 8, 1, 0}, left);
    assertArrayEquals(new int[] {91, 72, 65, 64}, half);
    assertEquals(0.875, CubicSchedule.part(1, 2));
  }

  /**
   * The mock's gradients are the weights, in every batch the same: what a neuron does is Σ w² over
   * its outgoing weights, and its saliency the square of that; a band's over all of its channels.
   */
  @Example
  void taylorSaliencyIsSquared() {
    Checkpoint network = network(new SplittableRandom(3), new EncoderSpec.Residual(false));
    SaliencyStatistics evidence =
        new SaliencyStatistics(new MadeEngine(), network, new Noise(BANDS, FRAMES));
    Saliencies taylor = new Saliencies(evidence, Saliency.TAYLOR);
    double[] neurons = squaredColumns(network, List.of(Names.recurrent(0), Names.weight(1)), 17);
    assertArrayEquals(neurons, taylor.neurons(0), 1e-9 * Arrays.stream(neurons).sum());
    double[] bands = squaredColumns(network, List.of(Names.weight(0)), BANDS);
    assertArrayEquals(bands, taylor.bands(), 1e-9 * Arrays.stream(bands).sum());
  }

  /** (Σ w²)² over the columns that are equal modulo a width. */
  private static double[] squaredColumns(Checkpoint network, List<String> names, int width) {
    double[] sums = new double[width];
    for (String name : names) {
      Tensor weight = network.parameters().get(name);
      for (int i = 0; i < weight.data().length; i++) {
        sums[i % weight.extent(1) % width] += (double) weight.data()[i] * weight.data()[i];
      }
    }
    return Arrays.stream(sums).map(sum -> sum * sum).toArray();
  }

  @Example
  void impossibleSettingsAreRefused() {
    assertThrows(SpecException.class, () -> weights(1.0, null, null, 0, 1));
    assertThrows(SpecException.class, () -> weights(null, null, null, 0, 1));
    assertThrows(SpecException.class, () -> weights(0.5, null, 3, 0, 1));
    assertThrows(SpecException.class, () -> weights(0.5, null, null, 1, 1));
    assertThrows(SpecException.class, () -> weights(0.5, null, null, 0, 0));
    assertThrows(
        SpecException.class,
        () -> new PruningSettings.Neurons(null, 3, 0.5, null, null, null, 1, 1e-3));
    assertThrows(
        SpecException.class,
        () -> new PruningSettings.Bands(null, 0.5, null, 3, 2, 1e-3),
        "an epoch for each step");
    assertThrows(SpecException.class, () -> Pruning.target(30, null, 17, 1, "neurons"));
    assertThrows(SpecException.class, () -> new RecoverySettings(2, 1, 0, 0, 0));
  }

  private static PruningSettings.Weights weights(
      Double sparsity, Map<String, Double> targets, Integer most, double regrowth, int steps) {
    return new PruningSettings.Weights(
        null, null, sparsity, targets, most, null, regrowth, steps, 2, 1e-3);
  }

  private static Saliencies magnitudes(Checkpoint network) {
    SaliencyStatistics unused =
        new SaliencyStatistics(new MadeEngine(), network, new Noise(BANDS, FRAMES));
    return new Saliencies(unused, Saliency.MAGNITUDE);
  }

  private static int zeros(float[] values) {
    int zeros = 0;
    for (float value : values) {
      zeros += value == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** Makes all columns 0 but some. */
  private static void silence(Tensor matrix, List<Integer> reached) {
    Set<Integer> left = new TreeSet<>(reached);
    for (int i = 0; i < matrix.data().length; i++) {
      if (!left.contains(i % matrix.extent(1))) {
        matrix.data()[i] = 0;
      }
    }
  }

  private static List<Integer> some(SplittableRandom random, int of) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      if (random.nextBoolean()) {
        left.add(i);
      }
    }
    return left.isEmpty() ? List.of(random.nextInt(of)) : left;
  }

  /**
   * Spike for spike and bit for bit: adding zeros changes no float.
   *
   * @param layer whose neurons are some of the larger network's, if {@code left} is not null
   */
  private static void assertSame(
      Checkpoint larger, Checkpoint smaller, int layer, List<Integer> left, List<Integer> bands) {
    ReferenceNetwork one = new ReferenceNetwork(larger.spec(), larger.parameters());
    ReferenceNetwork other = new ReferenceNetwork(smaller.spec(), smaller.parameters());
    float[] clip = new float[FRAMES * BANDS];
    new Noise(BANDS, FRAMES).read(0, clip, 0);
    for (int t = 0; t < FRAMES; t++) {
      float[] frame = Arrays.copyOfRange(clip, t * BANDS, (t + 1) * BANDS);
      float[] reached = new float[bands.size()];
      for (int i = 0; i < reached.length; i++) {
        reached[i] = frame[bands.get(i)];
      }
      one.step(frame);
      other.step(reached);
      for (int l = 0; l < 2; l++) {
        float[] expected = one.spikes(l, 0);
        if (l == layer && left != null) {
          float[] some = new float[left.size()];
          for (int i = 0; i < some.length; i++) {
            some[i] = expected[left.get(i)];
          }
          expected = some;
        }
        assertArrayEquals(expected, other.spikes(l, 0), "frame " + t + ", layer " + (l + 1));
      }
    }
    assertArrayEquals(one.logits(), other.logits());
  }

  /** Of every kind of neuron, some layers with delays. */
  private static Checkpoint everyKind(SplittableRandom random, EncoderSpec... encoders) {
    return network(random, draw(random).moreKinds().delays(9), encoders);
  }

  private static Checkpoint network(SplittableRandom random, EncoderSpec... encoders) {
    NetworkDraw draw = draw(random).kinds(new RecurrentLif(), new RecurrentAdaptiveLif());
    return network(random, draw, encoders);
  }

  private static NetworkDraw draw(SplittableRandom random) {
    return NetworkDraw.from(random)
        .layersOf(17, 13)
        .bands(BANDS, BANDS)
        .hidden(5, 5)
        .classes(3, 3)
        .frames(FRAMES, FRAMES)
        .batchNorm();
  }

  private static Checkpoint network(
      SplittableRandom random, NetworkDraw draw, EncoderSpec... encoders) {
    NetworkSpec spec = encoders.length == 0 ? draw.spec() : draw.encoders(encoders).spec();
    Parameters parameters = Initializer.draw(spec, 0.4, random.nextLong());
    return new Checkpoint(spec, List.of("a", "b", "c"), parameters, Map.of());
  }
}
