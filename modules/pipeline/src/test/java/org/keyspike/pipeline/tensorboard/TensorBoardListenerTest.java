package org.keyspike.pipeline.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.training.EpochReport;
import org.keyspike.training.Scores;

/**
 * Event files are those that TensorBoard's own writer makes: {@code events.py}, beside the file
 * that it wrote, uses that, and reads what runs leave.
 */
class TensorBoardListenerTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_000_250), ZoneOffset.UTC);
  private static final EpochReport FIRST =
      report(
          1,
          0.002,
          scores(2, 4, 1.5, 0.1, Optional.empty()),
          scores(3, 4, 1.25, 0.1, Optional.of(0.7), 0.03, 0.02),
          Optional.of(new EpochReport.Cycles(812.5, 1e-6)));

  /** Without an encoder that fires, speakers, or a machine. */
  private static final EpochReport SECOND =
      report(
          2,
          1e-5,
          scores(3, 4, 0.5, Double.NaN, Optional.empty()),
          scores(2, 4, 0.625, Double.NaN, Optional.empty(), 0.25),
          Optional.empty());

  @TempDir Path folder;

  private static EpochReport report(
      int epoch,
      double learningRate,
      Scores training,
      Scores validation,
      Optional<EpochReport.Cycles> cycles) {
    return new EpochReport("train", epoch, 2, learningRate, training, validation, 3, cycles);
  }

  private static Scores scores(
      int correct,
      int of,
      double loss,
      double encoderRate,
      Optional<Double> speakerMean,
      double... rates) {
    int[] predicted = new int[of];
    Arrays.fill(predicted, correct, of, 1);
    return new Scores(predicted, new int[of], loss, encoderRate, rates, rates, speakerMean);
  }

  private static byte[] expected() throws IOException {
    try (InputStream in =
        TensorBoardListenerTest.class.getResourceAsStream("two-epochs.tfevents")) {
      return in.readAllBytes();
    }
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("train"))) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all::toString);
      assertTrue(all.get(0).getFileName().toString().contains("tfevents"), all::toString);
      return all.get(0);
    }
  }

  private TensorBoardListener begun(int done) throws IOException {
    TensorBoardListener listener = new TensorBoardListener(folder.resolve("train"), CLOCK);
    listener.begun("train", done, 2);
    return listener;
  }

  @Test
  void theBytesAreThoseOfItsOwnWriter() throws IOException {
    TensorBoardListener listener = begun(0);
    listener.epochFinished(FIRST);
    listener.epochFinished(SECOND);
    listener.ended();
    assertArrayEquals(expected(), Files.readAllBytes(file()));
  }

  /** An epoch that was not saved is done again, and half a record is none. */
  @Test
  void aTrainingThatGoesOnGoesOnInItsFile() throws IOException {
    TensorBoardListener killed = begun(0);
    killed.epochFinished(FIRST);
    killed.epochFinished(FIRST);
    Files.write(file(), new byte[] {17, 0, 0}, StandardOpenOption.APPEND);
    begun(1).epochFinished(SECOND);
    assertArrayEquals(expected(), Files.readAllBytes(file()));
    // What a record holds counts only where its checksums are right.
    byte[] damaged = expected();
    damaged[damaged.length - 5] ^= 1;
    Files.write(file(), damaged);
    begun(2).epochFinished(SECOND);
    assertArrayEquals(expected(), Files.readAllBytes(file()));
  }

  @Test
  void aTrainingThatBeginsAnewLeavesNothingOfTheOldOne() throws IOException {
    begun(0).epochFinished(SECOND);
    TensorBoardListener listener = begun(0);
    listener.epochFinished(FIRST);
    listener.epochFinished(SECOND);
    assertArrayEquals(expected(), Files.readAllBytes(file()));
    Files.write(file(), "no events".getBytes());
    begun(0);
    assertArrayEquals(
        Arrays.copyOf(expected(), (int) Files.size(file())), Files.readAllBytes(file()));
  }

  /** Every training of a run that asks for it has a folder of its own. */
  @Test
  void aRunHasCurvesOfEveryTraining() throws IOException {
    Path curves = TinyRun.run().tensorBoard();
    try (Stream<Path> files = Files.walk(curves)) {
      assertEquals(
          List.of("prune/step-1", "quantize", "train"),
          files
              .filter(Files::isRegularFile)
              .map(file -> curves.relativize(file.getParent()).toString())
              .sorted()
              .toList());
    }
  }
}
