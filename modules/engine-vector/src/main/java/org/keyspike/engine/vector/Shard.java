package org.keyspike.engine.vector;

import org.keyspike.datasets.features.Batch;

/**
 * Clips that one task computes together. Shards are cut by clips alone, never by threads, so that
 * sums have the same order for any number of these. Within a shard rows are time-major: (T · TS,
 * clips) or (T, clips).
 *
 * @param first its first clip in the batch
 * @param clips how many
 */
record Shard(Batch batch, int first, int clips) {
  /** Clips of a full shard: enough to use a weight that was fetched from a far cache often. */
  static final int CLIPS = 16;

  static Shard[] of(Batch batch) {
    Shard[] shards = new Shard[(batch.size() + CLIPS - 1) / CLIPS];
    for (int s = 0; s < shards.length; s++) {
      int first = s * CLIPS;
      shards[s] = new Shard(batch, first, Math.min(CLIPS, batch.size() - first));
    }
    return shards;
  }

  int frames() {
    return batch.frames();
  }

  /** Whether a frame is within a clip of the shard. */
  boolean valid(int frame, int clip) {
    return frame < batch.lengths()[first + clip];
  }

  /** Where the features of a frame begin. */
  int features(int frame, int clip) {
    return ((first + clip) * batch.frames() + frame) * batch.bands();
  }
}
