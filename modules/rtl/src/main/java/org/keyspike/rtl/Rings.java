package org.keyspike.rtl;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.SpikeRegion;

/**
 * The rings of a machine in Verilog, by number: none, which always begins at 0; the input; the
 * outputs of every layer.
 *
 * @param strides words of a slot
 * @param lasts where the last slot begins, from the base of the ring
 */
record Rings(List<Integer> strides, List<Integer> lasts) {
  static final int NONE = 0;
  static final int INPUT = 1;

  Rings(Layout layout) {
    this(new ArrayList<>(List.of(0)), new ArrayList<>(List.of(0)));
    add(layout.input());
    layout.layers().forEach(layer -> add(layer.outputs()));
  }

  private void add(SpikeRegion region) {
    int stride = region.steps() * region.planes() * region.words();
    strides.add(stride);
    lasts.add((region.slots() - 1) * stride);
  }
}
