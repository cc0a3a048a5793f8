package org.keyspike.simulator.explain;

import java.util.Arrays;
import java.util.List;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.machine.Machine;

/**
 * Finds the first frame in which a machine differs from a trace, by running it over half as many
 * frames as are in doubt, again and again.
 */
final class FrameBisection {
  private final Machine machine;
  private final int clip;
  private final byte[] features;
  private final Trace expected;
  private final int bands;
  private int runs;
  private Trace found;

  FrameBisection(Machine machine, int clip, byte[] features, Trace expected) {
    this.machine = machine;
    this.clip = clip;
    this.features = features;
    this.expected = expected;
    bands = expected.frames() == 0 ? 1 : features.length / expected.frames();
  }

  /** The first mismatch, or null if there is none. */
  Mismatch first() {
    Mismatch first = over(expected.frames());
    if (first == null) {
      return null;
    }
    int agree = 0;
    int differ = first.what() == Mismatch.What.LOGIT ? expected.frames() : first.frame() + 1;
    while (differ - agree > 1) {
      int middle = (agree + differ) >>> 1;
      Mismatch earlier = over(middle);
      if (earlier == null) {
        agree = middle;
      } else {
        first = earlier;
        differ = middle;
      }
    }
    over(differ);
    return first;
  }

  int runs() {
    return runs;
  }

  /** What the machine said up to and including the frame that differs. */
  Trace found() {
    return found;
  }

  private Mismatch over(int frames) {
    runs++;
    byte[] start = Arrays.copyOf(features, frames * bands);
    found = machine.run(start).trace();
    return TraceAgreement.of(clip, prefix(frames), found).first().orElse(null);
  }

  /** What was expected of the first frames; a keyword answer only if these are all. */
  private Trace prefix(int frames) {
    return new Trace(
        frames,
        expected.timeSteps(),
        expected.classes(),
        cut(expected.encoderSpikes(), frames),
        expected.spikes().stream().map(spikes -> cut(spikes, frames)).toList(),
        cutShorts(expected.potentials(), frames),
        cutShorts(expected.adaptations(), frames),
        logits(frames));
  }

  private int[] logits(int frames) {
    if (frames == expected.frames()) {
      return expected.logits();
    }
    return expected.frameWise()
        ? Arrays.copyOf(expected.logits(), frames * expected.classes())
        : found.logits();
  }

  private byte[] cut(byte[] values, int frames) {
    return Arrays.copyOf(values, values.length / expected.frames() * frames);
  }

  private List<short[]> cutShorts(List<short[]> values, int frames) {
    return values.stream()
        .map(each -> Arrays.copyOf(each, each.length / expected.frames() * frames))
        .toList();
  }
}
