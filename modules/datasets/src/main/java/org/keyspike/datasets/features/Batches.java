package org.keyspike.datasets.features;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.keyspike.io.SettingException;

/** Batches of features in their order, for evaluation; {@link Epochs} are for training. */
public final class Batches {
  private Batches() {}

  /**
   * All clips in their order. The last batch holds what is left.
   *
   * @throws SettingException if the batch size is not positive
   */
  public static Iterable<Batch> inOrder(LabelledFeatures features, int batchSize) {
    checkSize(batchSize);
    int[] order = IntStream.range(0, features.size()).toArray();
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < order.length;
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            int end = Math.min(order.length, next + batchSize);
            BatchRows rows = new BatchRows(features, Arrays.copyOfRange(order, next, end));
            for (int row = 0; row < rows.size(); row++) {
              rows.read(row);
            }
            next = end;
            return rows.batch();
          }
        };
  }

  static void checkSize(int batchSize) {
    if (batchSize < 1) {
      throw new SettingException("batch size", batchSize, "1 or more");
    }
  }
}
