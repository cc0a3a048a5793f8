package org.keyspike.deploy.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.hardware.WeightImage;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.Detection;
import org.keyspike.spotting.FileSound;
import org.keyspike.spotting.KeywordSpotter;

/** The page's way from samples to detections against the one that everything else goes. */
class ImageStreamTest {
  @ParameterizedTest
  @ValueSource(strings = {"tiny", "spotter", "compressed", "ear"})
  void answersAreThoseOfTheKeywordSpotter(String network) throws IOException {
    WeightImage image = Published.image(network);
    Listening listening = new Listening(image);
    int rate = listening.hearFile(Files.readAllBytes(Published.HELLO), "hello.wav");
    Numbers numbers = Numbers.of(listening);
    List<int[]> answers = new ArrayList<>();
    List<Detection> detections = new ArrayList<>();
    KeywordSpotter spotter = new KeywordSpotter(AnswerStream.of(image));
    try (FileSound sound = new FileSound(Published.HELLO)) {
      boolean more = true;
      while (more) {
        more =
            sound.next(
                (samples, length) ->
                    spotter.accept(
                        samples,
                        0,
                        length,
                        answer -> {
                          int[] logits = answer.logitUnits();
                          int[] row = Arrays.copyOf(logits, 2 * logits.length);
                          int[] posteriors = answer.posteriorUnits();
                          System.arraycopy(posteriors, 0, row, logits.length, logits.length);
                          answers.add(row);
                        },
                        detections::add));
      }
    }
    assertEquals(16_000, rate);
    assertEquals(46, answers.size());
    assertEquals(answers.size(), numbers.answers().size());
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      int[] row = numbers.answers().get(i);
      int classes = answers.get(i).length / 2;
      assertEquals(100 + 10 * i, row[0]);
      assertArrayEquals(answers.get(i), Arrays.copyOfRange(row, 1, 1 + 2 * classes), "answer " + i);
      if (row[2 * classes + 3] == 1) {
        int label = row[2 * classes + 1];
        found.add(
            new Detection(
                label,
                image.classes().get(label),
                (row[0] - 100) / 100.0,
                row[0] / 100.0,
                row[2 * classes + 2] / 32_768.0));
      }
    }
    assertEquals(detections, found);
    assertTrue(!network.equals("spotter") || found.size() == 3, found::toString);
  }

  @Test
  void restartedItSaysTheSameAgain() throws IOException {
    Listening listening = new Listening(Published.image("tiny"));
    listening.hearMade(24_000, 16_000, false);
    Numbers first = Numbers.of(listening);
    listening.hear(new float[100], 100);
    listening.restart(16_000);
    assertEquals(0, listening.stream().frames());
    assertEquals(Listening.WAITS, listening.next());
    listening.hearMade(24_000, 16_000, true);
    Numbers second = Numbers.of(listening);
    assertArrayEquals(first.features(), second.features());
    assertEquals(first.spikes(), second.spikes());
    assertArrayEquals(first.answers().toArray(), second.answers().toArray());
  }

  @Test
  void whatIsNoNumberIsSilence() throws IOException {
    Listening listening = new Listening(Published.image("tiny"));
    float[] samples = new float[320];
    Arrays.fill(samples, 100, 200, Float.NaN);
    samples[7] = Float.POSITIVE_INFINITY;
    listening.hear(samples, samples.length);
    assertArrayEquals(new byte[80], Numbers.of(listening).features());
  }
}
