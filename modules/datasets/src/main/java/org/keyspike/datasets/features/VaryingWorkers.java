package org.keyspike.datasets.features;

import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.keyspike.audio.AudioAugmentation;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Sounds;

/** From a clip's place to its features, its sound varied on the way; for any number of threads. */
final class VaryingWorkers {
  private final AudioAugmentationSettings settings;
  private final FrontEndSettings frontEnd;
  private final Sounds clips;
  private final Sounds background;
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();

  /** What one thread works with at a time. */
  private record Worker(AudioAugmentation augmentation, FrontEnd frontEnd) {}

  VaryingWorkers(
      AudioAugmentationSettings settings,
      FrontEndSettings frontEnd,
      Sounds clips,
      Sounds background) {
    this.settings = settings;
    this.frontEnd = frontEnd;
    this.clips = clips;
    this.background = background;
  }

  /** The features of a clip, (T, C). */
  float[] features(int clip, SplittableRandom random) {
    Worker worker = idle.poll();
    if (worker == null) {
      worker =
          new Worker(new AudioAugmentation(settings, clips, background), FrontEnd.of(frontEnd));
    }
    float[] features = worker.frontEnd().features(worker.augmentation().varied(clip, random));
    idle.add(worker);
    return features;
  }
}
