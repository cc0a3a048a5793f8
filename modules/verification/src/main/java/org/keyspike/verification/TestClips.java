package org.keyspike.verification;

import java.util.Optional;
import org.keyspike.datasets.features.LabelledFeatures;

/**
 * The clips that a bench runs.
 *
 * @param features as the network was trained and scored with, those that reach it
 * @param sound that they were made of; empty where only features are known
 */
public record TestClips(LabelledFeatures features, Optional<ClipSound> sound) {

  /** Clips of which only features are known. */
  public static TestClips of(LabelledFeatures features) {
    return new TestClips(features, Optional.empty());
  }

  /** Clips with their sound. */
  public static TestClips of(LabelledFeatures features, ClipSound sound) {
    return new TestClips(features, Optional.of(sound));
  }
}
