package org.keyspike.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Decision;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;

/** A sum over what traces are worth: right answers and spikes. */
final class TraceScore {
  private final int classes;
  private final double logitUnit;
  private final Optional<Phones> phones;
  private final Optional<Phones> decoding;
  private PhoneErrors phoneErrors = PhoneErrors.NONE;
  private final List<ClipAnswer> clips = new ArrayList<>();
  private long encoderSpikes;
  private long encoderSlots;
  private final List<long[]> layers = new ArrayList<>();

  /**
   * @param readout whose logits the traces hold
   * @param phones how they are read; empty where they are of no phones
   */
  TraceScore(IntegerReadout readout, Optional<Phones> phones) {
    classes = readout.classes();
    logitUnit = readout.logitUnit();
    this.phones = phones;
    decoding = phones.filter(Phones::decodes);
  }

  /** Adds what a clip's trace says. */
  void add(Trace trace, LabelledFeatures features, int clip) {
    int[] labels = features.labels(clip);
    int[] predicted = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      predicted[i] = Decision.of(trace.logits(), i * classes, classes);
    }
    clips.add(
        ClipAnswer.of(features.name(clip), features.speaker(clip), labels, predicted, phones));
    if (decoding.isPresent()) {
      float[] logits = new float[trace.logits().length];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = trace.logits()[i];
      }
      phoneErrors =
          phoneErrors.plus(
              decoding
                  .get()
                  .errors(logits, 0, labels.length, logitUnit, features.transcript(clip)));
    }
    encoderSpikes += active(trace.encoderSpikes());
    encoderSlots += trace.encoderSpikes().length;
    for (int l = 0; l < trace.spikes().size(); l++) {
      if (layers.size() == l) {
        layers.add(new long[2]);
      }
      layers.get(l)[0] += active(trace.spikes().get(l));
      layers.get(l)[1] += trace.spikes().get(l).length;
    }
  }

  /** All of it; the encoder's rate is empty with a direct encoder. */
  Score score() {
    return new Score(
        clips,
        phones.map(known -> Phones.names(known.set().classes()).size()).orElse(classes),
        encoderSlots == 0 ? Optional.empty() : Optional.of((double) encoderSpikes / encoderSlots),
        layers.stream().map(layer -> (double) layer[0] / layer[1]).toList(),
        decoding.map(decoder -> phoneErrors));
  }

  /** Outputs of any code that are not 0. */
  private static long active(byte[] outputs) {
    long active = 0;
    for (byte output : outputs) {
      active += output == 0 ? 0 : 1;
    }
    return active;
  }
}
