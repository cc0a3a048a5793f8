package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.Hashes;
import org.keyspike.pipeline.mining.MinedClips;
import org.keyspike.pipeline.mining.MiningRemark;
import org.keyspike.pipeline.mining.RoundCheck;
import org.keyspike.pipeline.mining.ValidationAlarms;
import org.keyspike.pipeline.recipe.MiningSettings;

/** The rounds of mining in a run folder: their stages and what they found. */
final class Mining {
  private Mining() {}

  /** A stage that listens and one that trains for each round; none where nothing is mined. */
  static List<Stage> stages(Run run) {
    List<Stage> stages = new ArrayList<>();
    for (int round = 1; round <= run.recipe().mining().rounds(); round++) {
      stages.add(new MineStage(run, round));
      stages.add(new RetrainStage(run, round));
    }
    return stages;
  }

  /** Whether a stage, by its name, is one of them. */
  static boolean stage(String name) {
    return name.matches("(mine|retrain)-[0-9]+");
  }

  /** What was found in the first rounds, as clips of what is no word. */
  static List<Utterance> clips(RunFolder folder, int rounds, List<String> classes)
      throws IOException {
    List<Utterance> clips = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Path where = folder.minedClips(round);
      clips.addAll(
          MinedClips.read(where).utterances(where, classes.indexOf(WordSelection.UNKNOWN)));
    }
    return clips;
  }

  /** What was mined, for people who read the results; nothing where nothing was. */
  static Optional<String> remark(RunFolder folder, MiningSettings settings) throws IOException {
    if (!settings.on()) {
      return Optional.empty();
    }
    List<MinedClips> rounds = new ArrayList<>();
    for (int round = 1; round <= settings.rounds(); round++) {
      rounds.add(MinedClips.read(folder.minedClips(round)));
    }
    Optional<ValidationAlarms> after =
        RoundCheck.read(folder.minedCheck(settings.rounds())).after();
    return Optional.of(
        new MiningRemark(rounds, settings.threshold(), rounds.get(0).before(), after).text());
  }

  /** Hashes of the lists of the first rounds, which have those of the sound in them. */
  static List<String> found(RunFolder folder, int rounds) throws IOException {
    List<String> hashes = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      hashes.add(Hashes.sha256Hex(MinedClips.list(folder.minedClips(round))));
    }
    return hashes;
  }
}
