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
  private final UnvariedFeatures unvaried;
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();

  /** What one thread works with at a time. */
  private record Worker(AudioAugmentation augmentation, FrontEnd frontEnd) {}

  VaryingWorkers(
      AudioAugmentationSettings settings,
      FrontEndSettings frontEnd,
      Sounds clips,
      Sounds background,
      UnvariedFeatures unvaried) {
    this.settings = settings;
    this.frontEnd = frontEnd;
    this.clips = clips;
    this.background = background;
    this.unvaried = unvaried;
  }

  /**
   * Copies the features of a clip, (T, C), varied by the random numbers of a place.
   *
   * @param since epoch that the place belongs to, which the curriculum goes by
   * @param kept where features of that epoch may be, and where they are put
   */
  void read(int clip, long place, int since, KeptFeatures kept, float[] destination, int offset) {
    if (kept.read(clip, since, destination, offset)) {
      return;
    }
    Worker worker = idle.poll();
    if (worker == null) {
      worker =
          new Worker(new AudioAugmentation(settings, clips, background), FrontEnd.of(frontEnd));
    }
    boolean changes = worker.augmentation().changes(new SplittableRandom(place), since);
    if (changes || !unvaried.read(clip, destination, offset)) {
      float[] varied = worker.augmentation().varied(clip, new SplittableRandom(place), since);
      float[] features = worker.frontEnd().features(varied);
      if (changes) {
        kept.keep(clip, since, features);
      } else {
        unvaried.compare(clip, features);
      }
      System.arraycopy(features, 0, destination, offset, features.length);
    }
    idle.add(worker);
  }
}
