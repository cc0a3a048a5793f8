package org.keyspike.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.evaluation.Decision;
import org.keyspike.integer.Trace;

/** Adds up what traces are worth: right answers and spikes. */
final class TraceScore {
  private final int classes;
  private final List<ClipAnswer> clips = new ArrayList<>();
  private long encoderSpikes;
  private long encoderSlots;
  private final List<long[]> layers = new ArrayList<>();

  TraceScore(int classes) {
    this.classes = classes;
  }

  /** Adds what a clip's trace says. */
  void add(Trace trace, LabelledFeatures features, int clip) {
    int[] labels = features.labels(clip);
    int[] heard = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      heard[i] = Decision.of(trace.logits(), i * classes, classes);
    }
    clips.add(new ClipAnswer(features.name(clip), labels, heard));
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

  /** All of it; the encoder's rate is null with a direct encoder. */
  Score score() {
    return new Score(
        clips,
        classes,
        encoderSlots == 0 ? null : (double) encoderSpikes / encoderSlots,
        layers.stream().map(layer -> (double) layer[0] / layer[1]).toList());
  }

  private static long sum(byte[] spikes) {
    long sum = 0;
    for (byte spike : spikes) {
      sum += spike;
    }
    return sum;
  }
}
