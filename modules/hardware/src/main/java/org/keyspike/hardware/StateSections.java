package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.StateTrace;

/**
 * The section of the states of a clip's blocks: of each block Δ, κ, B, C and s, one after the
 * other.
 */
final class StateSections {
  private StateSections() {}

  /** How many numbers of Δ and κ, of B, of C and of s there are. */
  static List<Integer> extents(StateTrace block) {
    return List.of(
        block.steps().length, block.write().length, block.read().length, block.states().length);
  }

  /** The same of a clip of so many frames, block by block. */
  static List<List<Integer>> extents(StateSpaceModel model, int frames) {
    List<List<Integer>> all = new ArrayList<>();
    int states = model.shape().states();
    model
        .blocks()
        .forEach(
            block ->
                all.add(
                    List.of(
                        frames * model.shape().heads(),
                        frames * states,
                        frames * states,
                        frames * states * block.channels())));
    return all;
  }

  static byte[] write(List<StateTrace> blocks) {
    SectionOutput out = new SectionOutput();
    for (StateTrace block : blocks) {
      out.raw(block.steps());
      shorts(out, block.clocks());
      out.raw(block.write()).raw(block.read());
      shorts(out, block.states());
    }
    return out.toBytes();
  }

  private static void shorts(SectionOutput out, short[] values) {
    for (short value : values) {
      out.u16(value);
    }
  }

  /** One block with so many numbers of Δ and κ, of B and of C, and of s. */
  static StateTrace read(SectionInput in, int steps, int selected, int states)
      throws CorruptImageException {
    byte[] ticks = in.raw("steps", steps);
    for (byte tick : ticks) {
      if (tick < 0 || tick > 8 || Integer.bitCount(tick) > 1) {
        throw in.corrupt("steps", tick, "0, 1, 2, 4 or 8");
      }
    }
    return new StateTrace(
        ticks,
        KnownAnswersReader.shorts(in.raw("clocks", 2L * steps)),
        in.raw("B", selected),
        in.raw("C", selected),
        KnownAnswersReader.shorts(in.raw("states", 2L * states)));
  }
}
