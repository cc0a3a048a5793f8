package org.keyspike.simulator.machine;

import java.util.Arrays;
import java.util.Optional;
import org.keyspike.hardware.BlockImage;
import org.keyspike.hardware.StateSpaceImage;
import org.keyspike.integer.IntegerBlock;
import org.keyspike.integer.IntegerVector;
import org.keyspike.network.EventSite;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.StateSpaceFormat;

/**
 * The loader of a state space's parameters: biases of its maps, thresholds, and the leaks of
 * neurons with membranes, which the number of a neuron says.
 */
final class StateSpaceLoader {
  private final StateSpaceImage image;
  private final LaneMemory memory;

  private StateSpaceLoader(StateSpaceImage image, LaneMemory memory) {
    this.image = image;
    this.memory = memory;
  }

  static void load(StateSpaceImage image, StateSpacePlace place, LaneMemory memory) {
    new StateSpaceLoader(image, memory).load(place);
  }

  private void load(StateSpacePlace place) {
    int width = image.shape().width();
    int stream = image.stream().fraction();
    biases(place.parameters(), image.stream().embedding().bias());
    int behind = place.parameters();
    for (int l = 0; l < image.blocks().size(); l++) {
      BlockImage block = image.blocks().get(l);
      BlockPlace.Parameters at = place.blocks().get(l).parameters();
      Optional<IntegerBlock.Thresholds> own = block.thresholds();
      neurons(behind, EventSite.STREAM, width, stream, own.map(IntegerBlock.Thresholds::stream));
      biases(at.in(), block.in().bias());
      neurons(
          at.in(),
          EventSite.VALUE,
          block.channels(),
          block.valueFraction(),
          own.map(IntegerBlock.Thresholds::value));
      neurons(
          at.channels(),
          EventSite.OUTPUT,
          block.channels(),
          StateSpaceFormat.stateFraction(image.shape()),
          own.map(IntegerBlock.Thresholds::output));
      biases(at.out(), block.out().bias());
      behind = at.out();
    }
    neurons(behind, EventSite.LAST, width, stream, image.threshold());
  }

  private void biases(int word, IntegerVector bias) {
    memory.load(word, LaneField.BIAS, bias.values());
  }

  /**
   * @param fraction F, bits below the point of their potentials: θ = 2^F
   * @param graded τ; empty of neurons with membranes
   */
  private void neurons(
      int word, EventSite site, int neurons, int fraction, Optional<IntegerVector> graded) {
    int[] threshold = new int[neurons];
    int[] leak = new int[neurons];
    Arrays.fill(threshold, 1 << fraction);
    if (graded.isEmpty()) {
      Arrays.setAll(leak, n -> (int) (site.leak(n) * (1 << NumberFormat.LEAK_FRACTION)));
    }
    memory.load(word, LaneField.THRESHOLD, graded.map(IntegerVector::values).orElse(threshold));
    memory.load(word, LaneField.LEAK, leak);
  }
}
