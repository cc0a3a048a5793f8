package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerListenerTest {
  private static final int FRAME = 160;
  private static final float[] SOUND = StreamNetworks.sound(2 * 16_000, 6);

  private final AnswerStream stream = AnswerStream.of(StreamNetworks.real(6));
  private final int window = stream.window();

  @Test
  void everyAnswerComesBeforeTheCallThatCompletesItReturns() {
    List<Long> frames = new ArrayList<>();
    AnswerListener listener = answer -> frames.add(answer.frame());
    stream.accept(SOUND, 0, window * FRAME - 1, listener);
    assertEquals(List.of(), frames, "a sample is missing");
    stream.accept(SOUND, window * FRAME - 1, 1, listener);
    assertEquals(List.of((long) window), frames);
    stream.accept(SOUND, window * FRAME, 2 * AnswerStream.PERIOD * FRAME, listener);
    assertEquals(List.of((long) window, window + 10L, window + 20L), frames);
  }

  @Test
  void eachCallHasItsOwnListener() {
    List<Long> first = new ArrayList<>();
    List<Long> second = new ArrayList<>();
    int half = (window + AnswerStream.PERIOD) * FRAME;
    stream.accept(SOUND, 0, half, answer -> first.add(answer.frame()));
    stream.accept(SOUND, half, AnswerStream.PERIOD * FRAME, answer -> second.add(answer.frame()));
    assertEquals(List.of((long) window, window + 10L), first);
    assertEquals(List.of(window + 20L), second);
  }

  @Test
  void theArraysOfAnAnswerAreItsOwn() {
    List<Answer> answers = new ArrayList<>();
    AnswerListener listener = answers::add;
    stream.accept(SOUND, 0, window * FRAME, listener);
    double[] logits = answers.get(0).logits().clone();
    double[] posteriors = answers.get(0).posteriors().clone();
    stream.accept(SOUND, window * FRAME, 5 * AnswerStream.PERIOD * FRAME, listener);
    assertEquals(6, answers.size());
    assertNotSame(answers.get(0).logits(), answers.get(1).logits());
    assertArrayEquals(logits, answers.get(0).logits());
    assertArrayEquals(posteriors, answers.get(0).posteriors());
  }

  @Test
  void whatAListenerThrowsReachesTheCaller() {
    IllegalStateException tired = new IllegalStateException("enough");
    AnswerListener listener =
        answer -> {
          throw tired;
        };
    assertSame(
        tired,
        assertThrows(
            IllegalStateException.class, () -> stream.accept(SOUND, 0, window * FRAME, listener)));
  }
}
