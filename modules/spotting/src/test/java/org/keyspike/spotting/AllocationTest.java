package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.network.Checkpoint;

/** A spotter that listens for weeks leaves nothing to collect. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int FRAMES = 400;
  private static final int MANY = 2_000;

  private static short[] sound(int frames) {
    return StreamNetworks.integers(StreamNetworks.sound(frames * 160, 9));
  }

  /** Keeps what would else not have to be made. */
  private Object kept;

  private int count;

  /** Bytes that this thread allocates; the less of two tries, of which one warms up. */
  private static long bytes(Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      work.run();
      long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, after - before);
    }
    return least;
  }

  private static long ofCall() {
    return bytes(() -> {});
  }

  private static List<WeightImage> images() {
    Checkpoint checkpoint = StreamNetworks.onGrid(9);
    return List.of(
        StreamNetworks.image(checkpoint),
        StreamNetworks.image(StreamNetworks.inIntegers(checkpoint, 100)));
  }

  @Test
  void framesAndAnswersThatNobodyAsksForCostNothing() {
    for (WeightImage image : images()) {
      IntegerDetectorSettings never =
          new IntegerDetectorSettings(5, 100, new IntegerVector(new int[image.classes().size()]));
      KeywordSpotter spotter = new KeywordSpotter(AnswerStream.of(image), never);
      Consumer<Detection> words = word -> count++;
      short[] sound = sound(image.features().kind() == FrontEndKind.INTEGER ? MANY : FRAMES);
      long found = bytes(() -> spotter.accept(sound, words));
      assertEquals(ofCall(), found, () -> image.features().toString());
      assertEquals(0, count);
    }
  }

  @Test
  void detectionsCostThemselvesAlone() {
    long one = bytes(() -> kept = new Detection(1, "word1", 0, 1, 0.5)) - ofCall();
    assertTrue(one > 0);
    short[] sound = sound(FRAMES);
    for (WeightImage image : images()) {
      IntegerDetectorSettings eager = StreamNetworks.eager(image.classes(), 10);
      KeywordSpotter spotter = new KeywordSpotter(AnswerStream.of(image), eager);
      Consumer<Detection> words = word -> kept = word;
      count = 0;
      spotter.accept(sound, word -> count++);
      int most = FRAMES / AnswerStream.PERIOD;
      assertTrue(count > most / 2 && count <= most, count + " detections");
      long found = bytes(() -> spotter.accept(sound, words));
      assertTrue(found <= ofCall() + most * one, found + " bytes, " + one + " a detection");
    }
  }

  @Test
  void answersCostThemselvesAlone() {
    short[] sound = sound(FRAMES);
    for (WeightImage image : images()) {
      int classes = image.classes().size();
      long one =
          bytes(() -> kept = new Answer(1, new int[classes], 1, new int[classes])) - ofCall();
      assertTrue(one > 0);
      AnswerStream stream = AnswerStream.of(image);
      AnswerListener listener = answer -> kept = answer;
      long found = bytes(() -> stream.accept(sound, 0, sound.length, listener));
      assertTrue(
          found <= ofCall() + FRAMES / AnswerStream.PERIOD * one,
          found + " bytes, " + one + " an answer");
    }
  }
}
