package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.Split;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.training.UntrainedNetwork;

/** Features → float checkpoint. */
record TrainStage(Run run) implements Stage {
  static final String NAME = "train";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    return withTeacher(run.recipe(), run.features().store().contentHash());
  }

  /** The same of a recipe and the hash of its clips. */
  static List<String> withTeacher(Recipe recipe, String content) throws IOException {
    List<String> inputs = inputs(recipe, content);
    inputs.addAll(StageTraining.firstTeacherInputs(recipe));
    return inputs;
  }

  /** The same of a recipe and the hash of its clips, but for a teacher's own hash. */
  static List<String> inputs(Recipe recipe, String content) {
    List<String> inputs = new ArrayList<>(StageTraining.inputs(recipe, recipe.training(), content));
    inputs.add(recipe.network().identity());
    if (recipe.mining().on()) {
      // Its checkpoint has another name then.
      inputs.add("before mining");
    }
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    Path checkpoint = run.folder().checkpoint(made());
    // What it is worth where phones are recognised is known only with a decoder, by the next stage.
    return run.recipe().dataset().frameWise()
        ? List.of(checkpoint)
        : List.of(checkpoint, run.folder().validation(made()));
  }

  /** The float checkpoint, unless mining goes on from it. */
  String made() {
    return RunFolder.mined(0, run.recipe().mining().rounds());
  }

  @Override
  public String perform() throws IOException {
    ImportStage.requireNone(run.folder(), made());
    Recipe recipe = run.recipe();
    Features features = run.features();
    Checkpoint start =
        UntrainedNetwork.draw(
            recipe.network(),
            recipe.encoder(),
            recipe.frontend(),
            features.dataset().classes(),
            features.part(Split.TRAIN),
            recipe.seed(),
            StageTraining.provenance(
                features,
                recipe.seed(),
                "recipe." + NAME,
                Hashes.sha256Hex(String.join("\n", inputs()))));
    StageTraining.train(run, NAME, recipe.training(), start).write(run.folder().checkpoint(made()));
    String size = start.parameters().size() + " parameters";
    return recipe.dataset().frameWise() ? size : size + ", " + StageTraining.validate(run, made());
  }
}
