package org.keyspike.pipeline;

import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.contamination.SeenClips;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.SelectedClips;
import org.keyspike.verification.ClipSound;
import org.keyspike.verification.TestClips;

/**
 * The clips that a network is tried on.
 *
 * @param features of all of them, as they reach the network
 * @param sound that they were made of
 * @param seen which of them it was trained with or chosen by; empty where nothing tells
 */
public record TrialClips(LabelledFeatures features, ClipSound sound, Optional<SeenClips> seen) {

  /** The same, for a test bench. */
  public TestClips bench() {
    return TestClips.of(features, sound);
  }

  /** The clips that the network has seen, or the others; empty if there are none. */
  public Optional<LabelledFeatures> part(SeenClips apart, boolean seen) {
    List<Integer> places = apart.places(seen);
    return places.isEmpty() ? Optional.empty() : Optional.of(new SelectedClips(features, places));
  }
}
