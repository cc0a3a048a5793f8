package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keyspike.datasets.Split;
import org.keyspike.io.RecordWriter;
import org.keyspike.pipeline.recipe.BaselineRecipe;
import org.keyspike.training.DsCnnEngine;
import org.keyspike.training.DsCnnTraining;
import org.keyspike.training.Scores;
import org.keyspike.training.dscnn.DsCnn;
import org.keyspike.training.dscnn.DsCnnSpec;

/** Features → float DS-CNN. */
record BaselineTrainStage(BaselineRun run) implements Stage {
  /** What says of a file which front end its features are of. */
  static final String FRONT_END = "frontend";

  private static final String NAME = "train";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    BaselineRecipe recipe = run.recipe();
    return List.of(
        Long.toString(recipe.seed()),
        RecordWriter.json(recipe.baseline()),
        recipe.training().identity(),
        recipe.frontend().identity(),
        run.features().store().contentHash());
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().checkpoint(RunFolder.FLOAT));
  }

  @Override
  public String perform() throws IOException {
    BaselineRecipe recipe = run.recipe();
    Features features = run.features();
    List<String> labels = features.dataset().classes();
    DsCnnSpec spec =
        recipe
            .baseline()
            .spec(recipe.frontend().bands(), features.part(Split.TRAIN).maxFrames(), labels.size());
    try (DsCnnEngine engine = Engines.dsCnn(recipe.training())) {
      Map<String, String> provenance =
          new TreeMap<>(
              StageTraining.provenance(
                  features, recipe.seed(), StageTraining.ENGINE, engine.configuration()));
      provenance.put(FRONT_END, recipe.frontend().text());
      DsCnn start =
          DsCnn.untrained(spec, labels, features.part(Split.TRAIN), recipe.seed(), provenance);
      DsCnn trained =
          new DsCnnTraining(recipe.training(), recipe.seed())
              .train(
                  engine,
                  start,
                  features.epochs(
                      recipe.clips(),
                      recipe.training(),
                      Optional.empty(),
                      run.cache(),
                      run.progress()),
                  features.part(Split.VALIDATION),
                  run.folder().work(NAME),
                  StageTraining.listener(
                      run.folder(), run.progress(), recipe.training(), run.folder().work(NAME)));
      trained.write(run.folder().checkpoint(RunFolder.FLOAT));
      Scores scores = DsCnnTraining.score(engine, trained, features.part(Split.VALIDATION));
      return String.format(
          Locale.ROOT,
          "%,d parameters, validation accuracy %.4f",
          spec.parameterCount(),
          scores.choosing());
    }
  }
}
