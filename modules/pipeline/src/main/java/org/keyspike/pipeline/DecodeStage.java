package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.timit.PhoneSet;
import org.keyspike.datasets.timit.TimitPhones;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.evaluation.PhoneModel;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.recipe.DecodingSettings;
import org.keyspike.training.Evaluator;
import org.keyspike.verification.Decoding;
import org.keyspike.verification.Phones;

/** Training transcripts and float checkpoint → how frames become phones, and what that is worth. */
record DecodeStage(Run run) implements Stage {
  static final String NAME = "decode";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    return List.of(
        Hashes.sha256Hex(run.folder().checkpoint(RunFolder.FLOAT)),
        RecordWriter.json(run.recipe().decoding()),
        run.features().store().contentHash());
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().decoder(), run.folder().validation(RunFolder.FLOAT));
  }

  @Override
  public String perform() throws IOException {
    Decoding decoding = best(PhoneSet.of(run.features().dataset().classes()).orElseThrow());
    decoding.write(run.folder().decoder());
    return String.format(
        Locale.ROOT,
        "bigram weight %.3g, prior weight %.3g, %s",
        decoding.languageWeight(),
        decoding.priorWeight(),
        StageTraining.validate(run, RunFolder.FLOAT));
  }

  /** Of all pairs of weights the one with the lowest rate of errors; of equals the first. */
  private Decoding best(PhoneSet set) throws IOException {
    DecodingSettings settings = run.recipe().decoding();
    PhoneModel model = model(set, run.features().part(Split.TRAIN), settings.shortest());
    List<Decoding> candidates = new ArrayList<>();
    for (double language : settings.languageWeights()) {
      for (double prior : settings.priorWeights()) {
        candidates.add(new Decoding(model, language, prior));
      }
    }
    List<Phones> phones = candidates.stream().map(one -> Phones.of(set, one)).toList();
    List<Map<String, PhoneErrors>> errors = new ArrayList<>();
    phones.forEach(one -> errors.add(new TreeMap<>()));
    Checkpoint checkpoint = Checkpoint.read(run.folder().checkpoint(RunFolder.FLOAT));
    LabelledFeatures validation = run.features().part(Split.VALIDATION);
    Evaluator.score(
        run.engine(),
        checkpoint.spec(),
        checkpoint.parameters(),
        validation,
        (clip, logits, offset) -> {
          for (int i = 0; i < phones.size(); i++) {
            PhoneErrors ofClip =
                phones
                    .get(i)
                    .errors(
                        logits, offset, validation.frames(clip), 1, validation.transcript(clip));
            errors.get(i).merge(validation.speaker(clip).orElse(""), ofClip, PhoneErrors::plus);
          }
        });
    int best = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (rate(errors.get(i)) < rate(errors.get(best))) {
        best = i;
      }
    }
    return candidates.get(best);
  }

  /**
   * The rate of errors that chooses: the mean over speakers of each one's. Of one speaker, or where
   * nothing says who speaks, it is that of all phones.
   *
   * @param bySpeaker errors in all that each said
   */
  static double rate(Map<String, PhoneErrors> bySpeaker) {
    return bySpeaker.values().stream().mapToDouble(PhoneErrors::rate).average().orElseThrow();
  }

  private static PhoneModel model(PhoneSet set, LabelledFeatures training, double shortest) {
    int phones = TimitPhones.TRAINING_CLASSES.size();
    int[] phoneOf = set.phoneOfClasses();
    List<int[]> transcripts = new ArrayList<>();
    List<int[]> labels = new ArrayList<>();
    List<List<Integer>> durations = new ArrayList<>();
    for (int p = 0; p < phones; p++) {
      durations.add(new ArrayList<>());
    }
    for (int clip = 0; clip < training.size(); clip++) {
      int[] frames = training.labels(clip);
      transcripts.add(training.transcript(clip));
      labels.add(frames);
      int from = 0;
      for (int t = 1; t <= frames.length; t++) {
        if (t == frames.length || phoneOf[frames[t]] != phoneOf[frames[from]]) {
          durations.get(phoneOf[frames[from]]).add(t - from);
          from = t;
        }
      }
    }
    return PhoneModel.estimate(
        phones,
        set.classes().size(),
        transcripts,
        labels,
        durations.stream().map(d -> d.stream().mapToInt(Integer::intValue).toArray()).toList(),
        shortest);
  }
}
