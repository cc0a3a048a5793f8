package org.keyspike.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.features.Recordings;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.datasets.SynthesizedKind;
import org.keyspike.pipeline.detection.ThresholdChoice;
import org.keyspike.pipeline.mining.MinedClips;
import org.keyspike.pipeline.mining.TalkInNoise;
import org.keyspike.pipeline.mining.TalkListener;
import org.keyspike.pipeline.mining.ValidationAlarms;
import org.keyspike.pipeline.recipe.MiningSettings;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.SentenceTalk;
import org.keyspike.synthesis.SynthesisSettings;
import org.keyspike.synthesis.Talk;

/**
 * Float checkpoint → clips of talk that it takes for a word.
 *
 * @param round counted from 1
 */
record MineStage(Run run, int round) implements Stage {
  /** Decides, with what is named beside it, what is found. */
  private static final String RULE = "mine 1";

  /** The draws of sentences and of their noise, apart from those of evaluation and detector. */
  private static final int SENTENCES = 12;

  private static final int NOISE = 13;

  @Override
  public String name() {
    return "mine-" + round;
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    inputs.add(RULE);
    inputs.add(mining().listening());
    inputs.add(Double.toString(mining().validationHours()));
    inputs.add(smoothing(run));
    inputs.add(Long.toString(run.recipe().seed()));
    inputs.add(run.features().store().contentHash());
    inputs.add(Hashes.sha256Hex(from()));
    if (run.talk().isPresent()) {
      inputs.add(run.talk().get().contentHash());
    }
    if (mining().hours() > 0) {
      inputs.add(synthesis().toString());
      inputs.add(noise().toString());
    }
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    try {
      return MinedClips.read(folder()).files(folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String perform() throws IOException {
    NetworkFile network = new NetworkFile.Trained(Checkpoint.read(from()));
    Optional<ValidationAlarms> before = round == 1 ? validate(run, network) : Optional.empty();
    TalkListener listener =
        new TalkListener(network, run.recipe().detector(), mining(), Features.threads());
    MinedClips mined = MinedClips.find(listener, round, talks(), before, folder(), run.progress());
    return summary(mined);
  }

  /** What a network does on the validation stream, if that is to be counted. */
  static Optional<ValidationAlarms> validate(Run run, NetworkFile network) throws IOException {
    MiningSettings mining = run.recipe().mining();
    if (mining.validationHours() == 0) {
      return Optional.empty();
    }
    ThresholdChoice stream =
        new ThresholdChoice(
            network,
            run.recipe().detector(),
            run.recipe().seed(),
            Features.threads(),
            SynthesizedKind.voices(run.recipe().dataset()));
    return Optional.of(
        ValidationAlarms.of(
            stream.hear(run.features().dataset(), mining.validationHours(), run.progress()),
            run.recipe().detector(),
            mining.threshold()));
  }

  /** What the detector is but for thresholds, which mining has of its own. */
  static String smoothing(Run run) {
    return run.recipe().detector().smoothing() + " " + run.recipe().detector().refractoryMs();
  }

  private List<Talk> talks() throws IOException {
    List<Talk> talks = new ArrayList<>();
    if (run.talk().isPresent()) {
      talks.add(run.talk().get().talk());
    }
    if (mining().hours() > 0) {
      long seed = run.recipe().seed();
      Talk sentences =
          new SentenceTalk(synthesis(), mining().hours(), Seeds.derive(seed, SENTENCES, round));
      talks.add(
          noise().possible()
              ? new TalkInNoise(
                  sentences,
                  noise(),
                  Recordings.read(run.features().dataset().background()),
                  Seeds.derive(seed, NOISE, round))
              : sentences);
    }
    return talks;
  }

  private static String summary(MinedClips mined) {
    String heard =
        mined.heard().stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%.2f h of %s with %d false %s, %s an hour",
                        one.hours(),
                        one.talk(),
                        one.alarms(),
                        one.alarms() == 1 ? "alarm" : "alarms",
                        new FalseAlarms(one.alarms(), one.hours())))
            .collect(Collectors.joining("; "));
    String words =
        mined.byWord().entrySet().stream()
            .map(word -> word.getKey() + " " + word.getValue())
            .collect(Collectors.joining(", "));
    int near = mined.clips().size() - mined.alarmClips();
    return heard
        + "; "
        + mined.clips().size()
        + (mined.clips().size() == 1 ? " clip" : " clips")
        + (near == 0 ? "" : ", " + near + " of them near misses")
        + (words.isEmpty() ? "" : ", taken for " + words);
  }

  private SynthesisSettings synthesis() throws IOException {
    return SynthesizedKind.synthesis(run.recipe().dataset(), run.recipe().seed());
  }

  private AudioAugmentationSettings noise() {
    return run.recipe().training().audioAugmentation().withoutCurriculum();
  }

  private MiningSettings mining() {
    return run.recipe().mining();
  }

  private Path from() {
    return run.folder().checkpoint(RunFolder.mined(round - 1, mining().rounds()));
  }

  private Path folder() {
    return run.folder().minedClips(round);
  }
}
