package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.CorruptImageException;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.DetectorDefaults;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.network.Checkpoint;

class KeywordSpotterTest {
  private static final float[] SOUND = StreamNetworks.sound(5 * 16_000, 3);

  @TempDir Path folder;

  private static List<Detection> detected(KeywordSpotter spotter) {
    List<Detection> detections = new ArrayList<>();
    spotter.accept(SOUND, detections::add);
    return detections;
  }

  @Test
  @Tag("slow")
  void opensImagesCheckpointsAndFolders() throws IOException {
    Checkpoint checkpoint = StreamNetworks.onGrid(4);
    Path file = folder.resolve("quantized.safetensors");
    checkpoint.write(file);
    WeightImage image = StreamNetworks.image(checkpoint);
    ImageWriter.write(image, folder.resolve("image.kswi"));
    IntegerDetectorSettings eager = StreamNetworks.eager(image.classes(), 100);
    List<Detection> expected = detected(new KeywordSpotter(AnswerStream.of(image), eager));
    assertTrue(expected.size() > 1, "one a second");
    assertEquals(expected, detected(KeywordSpotter.open(folder.resolve("image.kswi"), eager)));
    assertEquals(expected, detected(KeywordSpotter.open(folder, eager)));
    assertEquals(expected, detected(KeywordSpotter.open(file, eager)));
    assertEquals(checkpoint.classes(), KeywordSpotter.open(file).classes());
  }

  @Test
  void aDetectionHasTheWindowThatItWasHeardIn() {
    AnswerStream stream = AnswerStream.of(StreamNetworks.real(5));
    int window = stream.window();
    KeywordSpotter spotter =
        new KeywordSpotter(stream, StreamNetworks.eager(stream.classes(), 100));
    List<Detection> detections = detected(spotter);
    Detection first = detections.get(0);
    assertEquals(0, first.start());
    assertEquals(window / 100.0, first.end());
    assertEquals("word" + first.label(), first.name());
    for (int i = 1; i < detections.size(); i++) {
      assertEquals(detections.get(i - 1).end() + 1, detections.get(i).end(), 1e-9);
    }
    spotter.reset();
    assertEquals(detections, detected(spotter), "a new stream");
  }

  /** What verification and devices are held to. */
  @Test
  void saysWhatTheKnownAnswersSay() {
    WeightImage image =
        StreamNetworks.image(StreamNetworks.inIntegers(StreamNetworks.onGrid(10), 180));
    int[] thresholds = new int[image.classes().size()];
    Arrays.setAll(thresholds, k -> 500 * k);
    image = image.withDetector(new IntegerDetectorSettings(3, 15, new IntegerVector(thresholds)));
    AnswerStream stream = AnswerStream.of(image);
    int frames = stream.window();
    List<short[]> clips = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clips.add(StreamNetworks.integers(StreamNetworks.sound(160 * frames, 40 + i)));
    }
    List<Answer> answers = new ArrayList<>();
    List<Detection> detections = new ArrayList<>();
    KeywordSpotter spotter = new KeywordSpotter(stream);
    for (short[] clip : clips) {
      spotter.accept(clip, 0, clip.length, answers::add, detections::add);
    }
    List<DetectorAnswer> known = KnownAnswers.ofSound(image, clips).stream();
    assertEquals(known.size(), answers.size());
    int detected = 0;
    for (int i = 0; i < known.size(); i++) {
      DetectorAnswer expected = known.get(i);
      assertEquals(expected.frame(), answers.get(i).frame());
      assertArrayEquals(expected.logits(), answers.get(i).logitUnits());
      assertArrayEquals(expected.posteriors(), answers.get(i).posteriorUnits());
      if (expected.detected()) {
        Detection word = detections.get(detected);
        assertEquals(expected.label(), word.label());
        assertEquals(expected.score(), word.score() * 32_768);
        assertEquals(expected.frame() / 100.0, word.end());
        detected++;
      }
    }
    assertEquals(detected, detections.size());
    assertTrue(detected > 1, "it is never detected");
  }

  @Test
  void settingsAreThoseOfTheImage() throws IOException {
    Checkpoint checkpoint = StreamNetworks.onGrid(4);
    IntegerDetectorSettings eager = StreamNetworks.eager(checkpoint.classes(), 7);
    WeightImage image = StreamNetworks.image(checkpoint).withDetector(eager);
    Path file = folder.resolve("image.kswi");
    ImageWriter.write(image, file);
    NetworkFile packed = NetworkFile.read(file);
    assertEquals(eager, packed.stream().settings());
    assertEquals("image", packed.settingsFrom());
    assertEquals(
        detected(new KeywordSpotter(packed.stream(), eager)), detected(KeywordSpotter.open(file)));
    NetworkFile trained = new NetworkFile.Trained(checkpoint);
    assertEquals(DetectorDefaults.of(checkpoint.classes()), trained.stream().settings());
    assertEquals("standard", trained.settingsFrom());
  }

  @Test
  void unknownWordsAndSilenceAreNoKeywords() {
    assertEquals(
        Set.of(1, 2),
        KeywordSpotter.unreported(List.of("yes", "_unknown_", "_silence_", "hey_spike")));
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThrows(
        NoSuchFileException.class, () -> KeywordSpotter.open(folder.resolve("image.kswi")));
    assertThrows(NoSuchFileException.class, () -> KeywordSpotter.open(folder));
    Path text = Files.writeString(folder.resolve("text"), "no image");
    CorruptImageException thrown =
        assertThrows(CorruptImageException.class, () -> KeywordSpotter.open(text));
    assertTrue(thrown.getMessage().contains("text"), thrown::getMessage);
  }
}
