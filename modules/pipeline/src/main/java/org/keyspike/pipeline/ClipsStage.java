package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.pipeline.mining.LearningTalk;
import org.keyspike.pipeline.recipe.Recipe;

/** Training and validation part → list of their clips, by which a test tells them again. */
record ClipsStage(Run run) implements Stage {
  static final String NAME = "clips";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs =
        new ArrayList<>(inputs(run.recipe(), run.features().store().contentHash()));
    if (run.talk().isPresent()) {
      inputs.add(run.talk().get().contentHash());
    }
    if (run.recordings().isPresent()) {
      inputs.add("adapted " + run.recordings().get().store().contentHash());
    }
    return inputs;
  }

  /** The same of a recipe and the hash of its clips, but for talk and recordings to adapt to. */
  static List<String> inputs(Recipe recipe, String content) {
    return List.of(content, Boolean.toString(Features.mixesNoise(recipe)));
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().trainedClips());
  }

  @Override
  public String perform() throws IOException {
    Optional<LearningTalk> talk = run.talk();
    TrainedClips clips =
        run.features()
            .trainedClips(
                run.recipe(), talk, run.recordings().map(Features::dataset), run.progress());
    clips.write(run.folder().trainedClips());
    return format(
        "%,d training and %,d validation clips%s noted",
        clips.clips(Split.TRAIN),
        clips.clips(Split.VALIDATION),
        talk.map(heard -> format(" and %,d recordings of talk", heard.files().size())).orElse(""));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
