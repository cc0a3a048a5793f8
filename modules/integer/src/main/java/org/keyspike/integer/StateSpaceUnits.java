package org.keyspike.integer;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.network.EventSite;
import org.keyspike.network.ExactRange;
import org.keyspike.network.LayerInput;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceNames;

/** The choice of a state space's units, part of {@link FormatChooser}. */
final class StateSpaceUnits {
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final int magnitude;
  private final FormatChooser chooser;
  private final OutputCode code;
  private final LayerInput events;

  StateSpaceUnits(NetworkSpec spec, Parameters parameters, int weightBits, FormatChooser chooser) {
    this.spec = spec;
    this.parameters = parameters;
    this.chooser = chooser;
    magnitude = 1 << (weightBits - 1);
    code = spec.layers().get(0).code();
    events = new LayerInput(0, code.largest(), code.fraction());
  }

  StateSpaceFormat choose(StateSpaceRanges ranges) {
    List<Integer> values = new ArrayList<>();
    List<Integer> ins = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      int least = StateSpaceFormat.leastValueFraction(spec.stateSpace(), code);
      String part = StateSpaceNames.in(l);
      int finest =
          Math.min(
              Math.min(StateSpaceFormat.LARGEST_VALUE_FRACTION, reach(ranges.rows().get(l))),
              Math.min(bias(part), threshold(EventSite.VALUE, l)));
      int fraction = fraction(part, finest, least, List.of(part));
      values.add(fraction);
      ins.add(weights(part, fraction, events));
    }
    int least = StateSpaceFormat.leastStreamFraction(code);
    int stream = fraction("the stream", finestStream(ranges.stream()), least, ofStream());
    List<StateSpaceFormat.BlockFormat> blocks = new ArrayList<>();
    for (int l = 0; l < values.size(); l++) {
      int out = weights(StateSpaceNames.out(l), stream, events);
      blocks.add(new StateSpaceFormat.BlockFormat(values.get(l), ins.get(l), out));
    }
    int embedding = weights(StateSpaceNames.EMBEDDING, stream, spec.input(0));
    return new StateSpaceFormat(stream, embedding, blocks);
  }

  private List<String> ofStream() {
    List<String> parts = new ArrayList<>(List.of(StateSpaceNames.EMBEDDING));
    for (int l = 0; l < spec.layers().size(); l++) {
      parts.add(StateSpaceNames.out(l));
    }
    return parts;
  }

  private int finestStream(float largest) {
    int finest = Math.min(StateSpaceFormat.LARGEST_STREAM_FRACTION, reach(largest));
    for (String part : ofStream()) {
      finest = Math.min(finest, bias(part));
    }
    for (int l = 0; l < spec.layers().size(); l++) {
      finest = Math.min(finest, threshold(EventSite.STREAM, l));
    }
    return Math.min(finest, threshold(EventSite.LAST, 0));
  }

  /** The largest fraction at which no sum of some maps can leave what float32 holds exactly. */
  private int fraction(String what, int finest, int least, List<String> parts) {
    for (int fraction = finest; fraction >= least; fraction--) {
      boolean exact = true;
      for (String part : parts) {
        LayerInput input = part.equals(StateSpaceNames.EMBEDDING) ? spec.input(0) : events;
        int shift = fraction - weights(part, fraction, input) - input.fraction();
        int inputs = parameters.get(Names.weight(part)).extent(1);
        double sum = (double) input.largest() * inputs * magnitude;
        exact &= StateSpaceFormat.worstSum(sum, shift) < ExactRange.LIMIT;
      }
      if (exact) {
        return fraction;
      }
    }
    throw new SpecException(
        "format: fraction of " + what,
        "below " + least,
        least + " or more with worst-case sums below 2^24 units");
  }

  /** The fraction of a map's weights, of those with a shift of 0 to 15, with the least error. */
  private int weights(String part, int fraction, LayerInput input) {
    int high = fraction - input.fraction();
    return chooser.bestFraction(Names.weight(part), 1, high - ExactRange.LARGEST_SHIFT, high);
  }

  /** θ = 1 and the largest output must be in reach, however quiet the training data were. */
  private int reach(float largest) {
    float least = Math.max(1, code.largest() * code.unit());
    return FormatChooser.finest(Math.max(least, largest), Short.MAX_VALUE);
  }

  private int bias(String part) {
    return FormatChooser.finest(chooser.largestMagnitude(Names.bias(part)), Short.MAX_VALUE);
  }

  private int threshold(EventSite site, int block) {
    return code instanceof OutputCode.Graded
        ? FormatChooser.finest(
            chooser.largestMagnitude(StateSpaceNames.threshold(site, block)), Short.MAX_VALUE)
        : StateSpaceFormat.LARGEST_STREAM_FRACTION;
  }
}
