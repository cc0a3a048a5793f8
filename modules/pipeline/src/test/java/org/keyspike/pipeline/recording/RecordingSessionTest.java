package org.keyspike.pipeline.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.take.Take;
import org.keyspike.datasets.speechcommands.RecordingFolder;
import org.keyspike.io.InputException;
import org.keyspike.spotting.PipedSound;

class RecordingSessionTest {
  private static final List<String> WORDS = List.of("hey robin", "stop");

  @TempDir Path temporary;

  private final List<String> events = new ArrayList<>();
  private RecordingFolder folder;

  private final RecordingListener listener =
      new RecordingListener() {
        @Override
        public void measuring() {
          events.add("quiet");
        }

        @Override
        public void wanted(String word, int take, int of, double background) {
          events.add(word + " " + take + "/" + of);
        }

        @Override
        public void heard(short[] samples, int length) {}

        @Override
        public void refused(String word, Take take) {
          events.add(take.verdict().toString());
        }

        @Override
        public void kept(String word, Take take, Path file) {
          events.add(file.getFileName().toString());
        }
      };

  @BeforeEach
  void open() throws IOException {
    folder = RecordingFolder.open(temporary.resolve("own"), WORDS, "anna");
  }

  /**
   * Raw sound of a pattern: {@code q} is a second of quiet, {@code s} half a second of speech with
   * its pauses, {@code l} too long, {@code c} clipped, {@code w} whispered.
   */
  static byte[] sound(String pattern) {
    ByteBuffer bytes = ByteBuffer.allocate(pattern.length() * 64_000);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (char part : pattern.toCharArray()) {
      switch (part) {
        case 'q' -> tone(bytes, 16_000, 20);
        case 's' -> word(bytes, 8_000, 4_000);
        case 'l' -> word(bytes, 20_000, 4_000);
        case 'c' -> word(bytes, 8_000, 60_000);
        default -> word(bytes, 8_000, 80);
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static void word(ByteBuffer bytes, int length, int amplitude) {
    tone(bytes, length, amplitude);
    tone(bytes, 9_600, 20);
  }

  private static void tone(ByteBuffer bytes, int length, int amplitude) {
    for (int i = 0; i < length; i++) {
      long sample = Math.round(amplitude * Math.sin(0.3 * i));
      bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample)));
    }
  }

  private RecordedWords record(int takes, String pattern) throws IOException {
    events.clear();
    return new RecordingSession(folder, WORDS, takes, listener)
        .record(new PipedSound(new ByteArrayInputStream(sound(pattern))));
  }

  @Test
  void asksForOneWordAfterTheOther() throws IOException {
    RecordedWords recorded = record(2, "qssssq");
    assertEquals(
        List.of(
            "quiet",
            "hey robin 1/2",
            "anna_nohash_0.wav",
            "hey robin 2/2",
            "anna_nohash_1.wav",
            "stop 1/2",
            "anna_nohash_0.wav",
            "stop 2/2",
            "anna_nohash_1.wav"),
        events);
    assertTrue(recorded.complete());
    assertEquals(0, recorded.refused());
    assertEquals(
        List.of(
            temporary.resolve("own/hey_robin/anna_nohash_0.wav").toString(),
            temporary.resolve("own/hey_robin/anna_nohash_1.wav").toString()),
        recorded.words().get(0).files());
  }

  @Test
  void asksAgainForWhatIsNoGood() throws IOException {
    RecordedWords recorded = record(1, "qcwslqs");
    assertEquals(
        List.of(
            "quiet",
            "hey robin 1/1",
            "CLIPPED",
            "hey robin 1/1",
            "TOO_QUIET",
            "hey robin 1/1",
            "anna_nohash_0.wav",
            "stop 1/1",
            "TOO_LONG",
            "quiet",
            "stop 1/1",
            "anna_nohash_0.wav"),
        events);
    assertEquals(3, recorded.refused());
    assertTrue(recorded.complete());
  }

  @Test
  void asksForQuietWhereNothingIsSaid() throws IOException {
    RecordedWords recorded = record(1, "q".repeat(13));
    assertEquals(List.of("quiet", "hey robin 1/1", "NOTHING", "quiet", "hey robin 1/1"), events);
    assertFalse(recorded.complete());
    assertEquals(0, recorded.refused());
  }

  @Test
  void whatWasBrokenOffGoesOn() throws IOException {
    assertFalse(record(2, "qsss").complete());
    RecordedWords recorded = record(2, "qsss");
    assertEquals(List.of("quiet", "stop 2/2", "anna_nohash_1.wav"), events);
    assertTrue(recorded.complete());
    assertEquals(2, recorded.words().get(0).recorded());
    assertEquals(List.of(), recorded.words().get(0).files());
    // All is there: nothing is listened to.
    assertTrue(new RecordingSession(folder, WORDS, 2, listener).recorded().complete());
    assertEquals(List.of("quiet"), eventsOf(2));
  }

  private List<String> eventsOf(int takes) throws IOException {
    record(takes, "qssss");
    try (var files = Files.walk(folder.path())) {
      assertEquals(4, files.filter(Files::isRegularFile).count());
    }
    return events;
  }

  @Test
  void anotherSpeakerBeginsAnew() throws IOException {
    record(1, "qss");
    folder = RecordingFolder.open(temporary.resolve("own"), WORDS, "ben");
    record(1, "qss");
    assertTrue(events.contains("ben_nohash_0.wav"), events::toString);
  }

  @Test
  void refusesNumbersOfTakes() {
    for (int takes : new int[] {0, -1, 1_001}) {
      InputException e = assertThrows(InputException.class, () -> record(takes, "q"));
      assertEquals("--takes", e.file());
    }
  }

  @Test
  void soundThatIsNoneIsRefused() {
    assertThrows(InputException.class, () -> record(1, ""));
    assertThrows(
        InputException.class,
        () ->
            new RecordingSession(folder, WORDS, 1, listener)
                .record(new PipedSound(new ByteArrayInputStream("RIFF....WAVEfmt ".getBytes()))));
  }
}
