package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void jsonSaysWhatItStandsOn() throws IOException {
    Interval interval = new Interval(0.25, 0.5, Interval.Unit.SPEAKERS, 40);
    String text = "{\"lower\":0.25,\"upper\":0.5,\"by\":\"speakers\",\"number\":40}";
    assertEquals(text, JSON.writeValueAsString(interval));
    assertEquals(interval, JSON.readValue(text, Interval.class));
    assertEquals("40 speakers", interval.source());
  }

  @Test
  void readsTheTwoEndsOfOlderFiles() throws IOException {
    Interval interval = JSON.readValue("[0.25, 0.5]", Interval.class);
    assertEquals(new Interval(0.25, 0.5, Interval.Unit.CLIPS, 0), interval);
    assertEquals("clips", interval.source());
    assertThrows(IOException.class, () -> JSON.readValue("[0.25]", Interval.class));
    assertThrows(IOException.class, () -> JSON.readValue("{\"lower\":0}", Interval.class));
    assertThrows(IOException.class, () -> JSON.readValue("[0.5, 0.25]", Interval.class));
  }

  @Test
  void saysOneInTheSingular() {
    assertEquals("1 clip", new Interval(0, 1, Interval.Unit.CLIPS, 1).source());
    assertEquals("1,234 clips", new Interval(0, 1, Interval.Unit.CLIPS, 1234).source());
  }
}
