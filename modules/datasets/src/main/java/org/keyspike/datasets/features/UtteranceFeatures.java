package org.keyspike.datasets.features;

import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.Utterance;

/** Features of utterances: everything but the features themselves stands in these. */
public interface UtteranceFeatures extends LabelledFeatures {
  /** The clips, in their order. */
  List<Utterance> utterances();

  @Override
  default int size() {
    return utterances().size();
  }

  @Override
  default int frames(int clip) {
    return utterances().get(clip).frames();
  }

  @Override
  default int maxFrames() {
    return utterances().stream().mapToInt(Utterance::frames).max().orElse(0);
  }

  @Override
  default int[] labels(int clip) {
    return utterances().get(clip).labels();
  }

  @Override
  default String name(int clip) {
    return utterances().get(clip).name();
  }

  @Override
  default Optional<String> speaker(int clip) {
    return utterances().get(clip).speaker();
  }

  @Override
  default int[] transcript(int clip) {
    return utterances().get(clip).transcript();
  }
}
