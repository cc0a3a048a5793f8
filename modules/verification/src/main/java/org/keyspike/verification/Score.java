package org.keyspike.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.AccuracyInterval;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.evaluation.Confusion;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.evaluation.SpeakerMean;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.Evaluator;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Scores;

/** The score of a network on a part of a data set. */
public final class Score {
  private final List<ClipAnswer> clips;
  private final Confusion confusion;
  private final Optional<Double> encoderRate;
  private final List<Double> rates;
  private final Optional<PhoneErrors> phoneErrors;

  /** {@link #Score(List, int, Optional, List, Optional)} without phones. */
  public Score(
      List<ClipAnswer> clips, int classes, Optional<Double> encoderRate, List<Double> rates) {
    this(clips, classes, encoderRate, rates, Optional.empty());
  }

  /** Counts the answers to some clips, with the mean spikes of the encoder and of the layers. */
  Score(
      List<ClipAnswer> clips,
      int classes,
      Optional<Double> encoderRate,
      List<Double> rates,
      Optional<PhoneErrors> phoneErrors) {
    this.phoneErrors = phoneErrors;
    this.clips = List.copyOf(clips);
    this.encoderRate = encoderRate;
    this.rates = List.copyOf(rates);
    confusion = new Confusion(classes);
    for (ClipAnswer clip : clips) {
      for (int i = 0; i < clip.labels().length; i++) {
        confusion.add(clip.labels()[i], clip.predicted()[i]);
      }
    }
  }

  /**
   * Scores a checkpoint by an engine.
   *
   * @param phones how its answers are read; empty where it recognises no phones
   */
  public static Score of(
      GradientEngine engine,
      Checkpoint checkpoint,
      LabelledFeatures features,
      Optional<Phones> phones) {
    Optional<Phones> decoding = phones.filter(Phones::decodes);
    AtomicReference<PhoneErrors> errors = new AtomicReference<>(PhoneErrors.NONE);
    Scores scores =
        Evaluator.score(
            engine,
            checkpoint.spec(),
            checkpoint.parameters(),
            features,
            (clip, logits, offset) -> {
              if (decoding.isPresent()) {
                PhoneErrors ofClip =
                    decoding
                        .get()
                        .errors(
                            logits, offset, features.frames(clip), 1, features.transcript(clip));
                errors.set(errors.get().plus(ofClip));
              }
            });
    List<ClipAnswer> clips = new ArrayList<>();
    int from = 0;
    for (int clip = 0; clip < features.size(); clip++) {
      int[] labels = features.labels(clip);
      int[] predicted = Arrays.copyOfRange(scores.predicted(), from, from + labels.length);
      clips.add(
          ClipAnswer.of(features.name(clip), features.speaker(clip), labels, predicted, phones));
      from += labels.length;
    }
    return new Score(
        clips,
        Phones.names(checkpoint.classes()).size(),
        Optional.of(scores.encoderRate()).filter(rate -> !rate.isNaN()),
        Arrays.stream(scores.rates()).boxed().toList(),
        decoding.map(decoder -> errors.get()));
  }

  public List<ClipAnswer> clips() {
    return clips;
  }

  /** Answers by class, of clips or of frames. */
  public Confusion confusion() {
    return confusion;
  }

  /** Mean of the encoder's spikes; empty with a direct encoder. */
  public Optional<Double> encoderRate() {
    return encoderRate;
  }

  /**
   * Mean of each layer's spikes. Of outputs of another code: as an engine has them, their mean; of
   * integers and of a machine, the part that is not 0, which is what zero-skipping goes by.
   */
  public List<Double> rates() {
    return rates;
  }

  /** How far the phones decoded are from those said; empty where none are decoded. */
  public Optional<PhoneErrors> phoneErrors() {
    return phoneErrors;
  }

  /** How many were right. */
  public Accuracy accuracy() {
    return confusion.accuracy();
  }

  /** What each clip scored, with its speaker. */
  public List<ClipScore> clipScores() {
    return clips.stream().map(ClipAnswer::score).toList();
  }

  /** Mean over speakers of each one's accuracy; empty where speakers are not known. */
  public Optional<Double> speakerMean() {
    return SpeakerMean.of(clipScores());
  }

  /** Where the accuracy lies, at 95 %: by speaker where speakers are known, else by clip. */
  public Interval interval() {
    return AccuracyInterval.of(clipScores());
  }
}
