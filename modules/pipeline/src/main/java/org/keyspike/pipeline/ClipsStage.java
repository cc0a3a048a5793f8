package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.contamination.TrainedClips;

/** Training and validation part → list of their clips, by which a test tells them again. */
record ClipsStage(Run run) implements Stage {
  static final String NAME = "clips";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    return List.of(
        run.features().store().contentHash(), Boolean.toString(Features.mixesNoise(run.recipe())));
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().trainedClips());
  }

  @Override
  public String perform() throws IOException {
    TrainedClips clips = run.features().trainedClips(run.recipe(), run.progress());
    clips.write(run.folder().trainedClips());
    return String.format(
        Locale.ROOT,
        "%,d training and %,d validation clips noted",
        clips.clips(Split.TRAIN),
        clips.clips(Split.VALIDATION));
  }
}
