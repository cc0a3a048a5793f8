package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.mining.MinedClips;
import org.keyspike.pipeline.mining.RoundCheck;
import org.keyspike.pipeline.mining.ValidationAlarms;
import org.keyspike.pipeline.recipe.MiningSettings;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.TrainingSettings;

/**
 * Float checkpoint and the clips that were mined up to a round → the same, trained on with them. A
 * round that found nothing leaves the network as it was.
 *
 * @param round counted from 1
 */
record RetrainStage(Run run, int round) implements Stage {
  /** Decides, with what is named beside it, what comes of it. */
  private static final String RULE = "retrain 1";

  static String name(int round) {
    return "retrain-" + round;
  }

  @Override
  public String name() {
    return name(round);
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    inputs.add(RULE);
    inputs.addAll(StageTraining.inputs(run, settings(), round));
    inputs.add(mining().validationHours() + " h at " + mining().threshold());
    inputs.add(MineStage.smoothing(run));
    inputs.add(Hashes.sha256Hex(from()));
    inputs.addAll(StageTraining.firstTeacherInputs(run.recipe()));
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(
        run.folder().checkpoint(to()),
        run.folder().validation(to()),
        run.folder().minedCheck(round));
  }

  @Override
  public String perform() throws IOException {
    Checkpoint start = Checkpoint.read(from());
    String key = Hashes.sha256Hex(String.join("\n", inputs()));
    boolean found = !MinedClips.read(run.folder().minedClips(round)).clips().isEmpty();
    Checkpoint trained = found ? train(start.madeFrom("recipe." + name(), key), key) : start;
    trained.write(run.folder().checkpoint(to()));
    Optional<ValidationAlarms> before = before();
    Optional<ValidationAlarms> after =
        found ? MineStage.validate(run, new NetworkFile.Trained(trained)) : before;
    new RoundCheck(round, after).write(run.folder().minedCheck(round));
    String stream =
        before.map(was -> "; validation stream: " + was.text()).orElse("")
            + after.filter(now -> found).map(now -> " → " + now.text()).orElse("");
    return StageTraining.validate(run, to())
        + stream
        + (found ? "" : "; unchanged, as nothing was found");
  }

  private Checkpoint train(Checkpoint start, String key) throws IOException {
    Path work = StageTraining.work(run, name(), key);
    return StageTraining.goOn(run, name(), settings(), start, round, work);
  }

  private Optional<ValidationAlarms> before() throws IOException {
    return round == 1
        ? MinedClips.read(run.folder().minedClips(1)).before()
        : RoundCheck.read(run.folder().minedCheck(round - 1)).after();
  }

  private TrainingSettings settings() {
    TrainingSettings training = run.recipe().training();
    return training.fineTuning(
        mining().retraining().epochs(),
        mining().retraining().learningRate(),
        0,
        training.loss().rates());
  }

  private MiningSettings mining() {
    return run.recipe().mining();
  }

  private Path from() {
    return run.folder().checkpoint(RunFolder.mined(round - 1, mining().rounds()));
  }

  private String to() {
    return RunFolder.mined(round, mining().rounds());
  }
}
