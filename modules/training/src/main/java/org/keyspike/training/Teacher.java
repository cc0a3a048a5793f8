package org.keyspike.training;

import org.keyspike.datasets.features.Batch;

/**
 * A network of any kind that a student imitates: it answers to batches of the front end's features,
 * the same that the student gets before its own bands are chosen. Another kind of network is
 * plugged in by a {@link TeacherProvider}.
 */
public interface Teacher extends AutoCloseable {
  /** A hash of all that decides its answers, by which an interrupted training knows its own. */
  String identity();

  /**
   * Its answers to a batch, without learning. They must not depend on what it was asked before.
   *
   * @return logits, (B, K), or (B, T, K) where every frame has a label; what is beyond a clip's end
   *     does not count
   */
  float[] logits(Batch batch);

  /** Frees what it holds. */
  @Override
  default void close() {}
}
