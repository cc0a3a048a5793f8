package org.keyspike.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.evaluation.Confusion;
import org.keyspike.evaluation.Decision;
import org.keyspike.integer.Trace;

/** Adds up what traces are worth: right answers and spikes. */
final class TraceScore {
  private final Confusion confusion;
  private long encoderSpikes;
  private long encoderSlots;
  private final List<long[]> layers = new ArrayList<>();

  TraceScore(int classes) {
    confusion = new Confusion(classes);
  }

  /**
   * Adds a clip.
   *
   * @param labels its class, or one a frame
   */
  void add(Trace trace, int[] labels) {
    for (int i = 0; i < labels.length; i++) {
      confusion.add(labels[i], Decision.of(trace.logits(), i * trace.classes(), trace.classes()));
    }
    encoderSpikes += sum(trace.encoderSpikes());
    encoderSlots += trace.encoderSpikes().length;
    for (int l = 0; l < trace.spikes().size(); l++) {
      if (layers.size() == l) {
        layers.add(new long[2]);
      }
      layers.get(l)[0] += sum(trace.spikes().get(l));
      layers.get(l)[1] += trace.spikes().get(l).length;
    }
  }

  /** Answers, of clips or frames. */
  Confusion confusion() {
    return confusion;
  }

  /** Mean of the encoder's spikes; null with a direct encoder. */
  Double encoderRate() {
    return encoderSlots == 0 ? null : (double) encoderSpikes / encoderSlots;
  }

  /** Mean of each layer's spikes. */
  List<Double> rates() {
    return layers.stream().map(layer -> (double) layer[0] / layer[1]).toList();
  }

  private static long sum(byte[] spikes) {
    long sum = 0;
    for (byte spike : spikes) {
      sum += spike;
    }
    return sum;
  }
}
