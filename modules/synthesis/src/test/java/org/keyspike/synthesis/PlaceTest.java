package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.Level;
import org.keyspike.audio.filter.Convolution;
import org.keyspike.datasets.Split;
import org.keyspike.synthesis.voices.SpeechEngine;
import org.keyspike.synthesis.voices.SpokenText;

/** Where speakers are: {@link Place}, and what is drawn of {@link Speaker}s with it. */
class PlaceTest {
  private static final int DRAWN = 2_000;

  private static List<Place> drawn() {
    List<Place> places = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < DRAWN; i++) {
      places.add(Place.draw(random));
    }
    return places;
  }

  @Test
  void halfOfThemAreRooms() {
    List<Place.Room> rooms = drawn().stream().map(Place::room).flatMap(Optional::stream).toList();
    assertEquals(DRAWN / 2.0, rooms.size(), 4 * Math.sqrt(DRAWN / 4.0));
    assertEquals(0.08, rooms.stream().mapToDouble(Place.Room::t60).min().orElse(0), 0.002);
    assertEquals(0.35, rooms.stream().mapToDouble(Place.Room::t60).max().orElse(0), 0.002);
  }

  /** A click has the room's sound after it, which falls; its energy stays. */
  @Test
  void aRoomIsHeardAfterTheSound() {
    Place room = drawn().stream().filter(place -> place.room().isPresent()).findFirst().get();
    float[] click = new float[100 + room.tail()];
    click[10] = 0.5f;
    double before = Level.rootMeanSquare(click);
    float[] heard = room.heard(click.clone(), new Convolution());
    assertEquals(click.length, heard.length);
    assertEquals(before, Level.rootMeanSquare(heard), 1e-6 * before);
    assertEquals(0, heard[9], 1e-6, "nothing before");
    double early = 0;
    double late = 0;
    for (int i = 1; i < room.tail() / 2; i++) {
      early += heard[10 + i] * heard[10 + i];
      late += heard[10 + room.tail() / 2 + i] * heard[10 + room.tail() / 2 + i];
    }
    assertTrue(late > 0 && late < early / 100, "30 dB in half of the time: " + early + " " + late);
    assertEquals(0, drawn().stream().filter(p -> p.room().isEmpty()).findFirst().get().tail());
  }

  @Test
  void aSpeakerOfSeveralVoicesIsSomewhere() {
    SplittableRandom random = new SplittableRandom(5);
    BaseVoice other = new BaseVoice(new Fake(true), "v");
    for (int i = 0; i < DRAWN; i++) {
      Speaker speaker = Speaker.draw("0", Split.TEST, other, random);
      assertTrue(speaker.formants() >= 0.86 && speaker.formants() < 1.16);
      assertTrue(speaker.tempo() >= 0.86 && speaker.tempo() < 1.16);
      assertTrue(speaker.place().isPresent());
    }
    assertEquals(Optional.empty(), Speaker.draw("0", Split.TEST, random).place());
    assertTrue(Speaker.draw("0", Split.TEST, BaseVoice.EMBEDDED, random).place().isPresent());
  }

  /** The shift of formants moves the pitch as well, which the engine takes back, if it can. */
  @Test
  void anEnginesOwnPitchTakesBackWhatTheFormantsDo() {
    SplittableRandom random = new SplittableRandom(6);
    Speaker free = Speaker.draw("0", Split.TEST, new BaseVoice(new Fake(true), "v"), random);
    SpokenText said = free.saying("stop");
    assertEquals(100 * free.pitch(), said.pitchPercent() * free.formants(), 0.6);
    assertEquals(100 * free.pitchRange(), said.rangePercent(), 0.5);
    assertEquals(free.wordsPerMinute(), said.wordsPerMinute(), 0.5);
    Speaker fixed = Speaker.draw("0", Split.TEST, new BaseVoice(new Fake(false), "v"), random);
    assertEquals(100, fixed.saying("stop").pitchPercent());
    assertEquals(100, fixed.saying("stop").rangePercent());
  }

  private record Fake(boolean setsPitch) implements SpeechEngine {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public List<String> voices() {
      return List.of("v");
    }

    @Override
    public List<float[]> speak(String voice, List<SpokenText> texts) {
      return texts.stream().map(text -> new float[0]).toList();
    }
  }
}
