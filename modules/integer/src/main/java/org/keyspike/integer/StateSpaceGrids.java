package org.keyspike.integer;

import java.util.Map;
import org.keyspike.network.EventSite;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceNames;

/** The grids of the parameters between encoder and readout of a network with a state space. */
final class StateSpaceGrids {
  private StateSpaceGrids() {}

  /** Adds them, in the order of the spec. */
  static void add(NetworkSpec spec, Map<String, Grid> grids) {
    NumberFormat format = spec.format();
    StateSpaceFormat units = format.stateSpace();
    LayerSpec first = spec.layers().get(0);
    boolean graded = first.code() instanceof OutputCode.Graded;
    int stream = units.streamFraction();
    map(StateSpaceNames.EMBEDDING, format, units.embeddingFraction(), stream, grids);
    if (first.delayed()) {
      grids.put(StateSpaceNames.DELAY, new Grid(0, 1, 0, first.delays()));
    }
    for (int l = 0; l < units.blocks().size(); l++) {
      StateSpaceFormat.BlockFormat block = units.blocks().get(l);
      if (graded) {
        grids.put(StateSpaceNames.threshold(EventSite.STREAM, l), threshold(stream));
      }
      map(StateSpaceNames.in(l), format, block.inFraction(), block.valueFraction(), grids);
      if (graded) {
        int states = StateSpaceFormat.stateFraction(spec.stateSpace());
        grids.put(StateSpaceNames.threshold(EventSite.VALUE, l), threshold(block.valueFraction()));
        grids.put(StateSpaceNames.threshold(EventSite.OUTPUT, l), threshold(states));
      }
      map(StateSpaceNames.out(l), format, block.outFraction(), stream, grids);
    }
    if (graded) {
      grids.put(StateSpaceNames.threshold(EventSite.LAST, 0), threshold(stream));
    }
  }

  private static void map(
      String part, NumberFormat format, int weights, int results, Map<String, Grid> grids) {
    grids.put(Names.weight(part), Grid.signed(format.weightBits(), weights, 1));
    grids.put(Names.bias(part), Grid.signed(ParameterGrids.BIAS_BITS, results, 1));
  }

  private static Grid threshold(int fraction) {
    return new Grid(fraction, 1, 0, Short.MAX_VALUE);
  }
}
