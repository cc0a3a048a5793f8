package org.keyspike.simulator.explain;

import java.util.Optional;
import org.keyspike.integer.StateTrace;
import org.keyspike.integer.Trace;

/** Walks over two traces in the order in which things happened. */
final class TraceComparison {
  private final int clip;
  private final Trace expected;
  private final Trace found;
  private final long[] compared = new long[Mismatch.What.values().length];
  private long mismatches;
  private Mismatch first;

  TraceComparison(int clip, Trace expected, Trace found) {
    this.clip = clip;
    this.expected = expected;
    this.found = found;
    requireSameShape();
  }

  TraceAgreement run() {
    int layers = expected.spikes().size();
    boolean adaptations = !expected.adaptations().isEmpty() && !found.adaptations().isEmpty();
    boolean potentials = !expected.potentials().isEmpty() && !found.potentials().isEmpty();
    boolean states = !expected.blocks().isEmpty() && !found.blocks().isEmpty();
    int frames = expected.frames();
    int channels = frames == 0 ? 0 : expected.encoderSpikes().length / frames;
    boolean everyFrame = expected.frameWise();
    int classes = expected.classes();
    for (int t = 0; t < frames; t++) {
      for (int c = 0; c < channels; c++) {
        int i = t * channels + c;
        compare(
            t,
            0,
            Mismatch.ENCODER,
            c,
            Mismatch.What.ENCODER_SPIKE,
            found.encoderSpikes()[i],
            expected.encoderSpikes()[i]);
      }
      for (int k = 0; k < expected.timeSteps(); k++) {
        for (int l = 0; l < layers; l++) {
          step(t, k, l, adaptations, potentials);
        }
      }
      for (int b = 0; states && b < expected.blocks().size(); b++) {
        states(t, b);
      }
      if (everyFrame || t == frames - 1) {
        for (int n = 0; n < classes; n++) {
          int i = everyFrame ? t * classes + n : n;
          compare(t, 0, layers, n, Mismatch.What.LOGIT, found.logits()[i], expected.logits()[i]);
        }
      }
    }
    return new TraceAgreement(
        1,
        frames,
        new TraceCounts(
            count(Mismatch.What.ENCODER_SPIKE) + count(Mismatch.What.SPIKE),
            count(Mismatch.What.POTENTIAL),
            count(Mismatch.What.ADAPTATION),
            count(Mismatch.What.STEP)
                + count(Mismatch.What.CLOCK)
                + count(Mismatch.What.WRITTEN_POWER)
                + count(Mismatch.What.READ_POWER)
                + count(Mismatch.What.STATE),
            count(Mismatch.What.LOGIT)),
        mismatches,
        Optional.ofNullable(first));
  }

  private long count(Mismatch.What what) {
    return compared[what.ordinal()];
  }

  private void step(int t, int k, int l, boolean adaptations, boolean potentials) {
    int n = expected.neurons(l);
    int from = (t * expected.timeSteps() + k) * n;
    boolean adaptive = adaptations && expected.adaptations().get(l).length > 0;
    for (int i = 0; i < n; i++) {
      if (adaptive) {
        compare(
            t,
            k,
            l,
            i,
            Mismatch.What.ADAPTATION,
            found.adaptations().get(l)[from + i],
            expected.adaptations().get(l)[from + i]);
      }
      if (potentials) {
        compare(
            t,
            k,
            l,
            i,
            Mismatch.What.POTENTIAL,
            found.potentials().get(l)[from + i],
            expected.potentials().get(l)[from + i]);
      }
      compare(
          t,
          k,
          l,
          i,
          Mismatch.What.SPIKE,
          found.spikes().get(l)[from + i],
          expected.spikes().get(l)[from + i]);
    }
  }

  /** What moved the states of a block in a frame, and these. */
  private void states(int t, int b) {
    StateTrace was = found.blocks().get(b);
    StateTrace should = expected.blocks().get(b);
    compare(t, b, Mismatch.What.STEP, was.steps(), should.steps());
    compare(t, b, Mismatch.What.CLOCK, was.clocks(), should.clocks());
    compare(t, b, Mismatch.What.WRITTEN_POWER, was.write(), should.write());
    compare(t, b, Mismatch.What.READ_POWER, was.read(), should.read());
    compare(t, b, Mismatch.What.STATE, was.states(), should.states());
  }

  private void compare(int t, int b, Mismatch.What what, byte[] was, byte[] should) {
    int each = should.length / expected.frames();
    for (int i = 0; i < each; i++) {
      compare(t, 0, b, i, what, was[t * each + i], should[t * each + i]);
    }
  }

  private void compare(int t, int b, Mismatch.What what, short[] was, short[] should) {
    int each = should.length / expected.frames();
    for (int i = 0; i < each; i++) {
      compare(t, 0, b, i, what, was[t * each + i], should[t * each + i]);
    }
  }

  private void compare(
      int frame, int step, int layer, int neuron, Mismatch.What what, int was, int should) {
    compared[what.ordinal()]++;
    if (was != should) {
      mismatches++;
      if (first == null) {
        first = new Mismatch(clip, frame, step, layer, neuron, what, was, should);
      }
    }
  }

  private void requireSameShape() {
    boolean same =
        expected.frames() == found.frames()
            && expected.timeSteps() == found.timeSteps()
            && expected.classes() == found.classes()
            && expected.logits().length == found.logits().length
            && expected.encoderSpikes().length == found.encoderSpikes().length
            && expected.spikes().size() == found.spikes().size();
    for (int l = 0; same && l < expected.spikes().size(); l++) {
      same = expected.spikes().get(l).length == found.spikes().get(l).length;
    }
    boolean potentials = !expected.potentials().isEmpty() && !found.potentials().isEmpty();
    for (int l = 0; same && potentials && l < expected.spikes().size(); l++) {
      same = expected.potentials().get(l).length == found.potentials().get(l).length;
    }
    boolean adaptations = !expected.adaptations().isEmpty() && !found.adaptations().isEmpty();
    for (int l = 0; same && adaptations && l < expected.spikes().size(); l++) {
      same = expected.adaptations().get(l).length == found.adaptations().get(l).length;
    }
    boolean blocks = !expected.blocks().isEmpty() && !found.blocks().isEmpty();
    same &= !blocks || expected.blocks().size() == found.blocks().size();
    for (int b = 0; same && blocks && b < expected.blocks().size(); b++) {
      same = expected.blocks().get(b).states().length == found.blocks().get(b).states().length;
    }
    if (!same) {
      throw new IllegalArgumentException(
          "clip " + clip + ": traces of different shape: " + expected + ", " + found);
    }
  }
}
