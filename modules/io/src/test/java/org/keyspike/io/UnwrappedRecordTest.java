package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record whose parts are grouped in Java and stand side by side in a file. */
class UnwrappedRecordTest {
  private static final String DEFAULTS =
      "trip: {from: here, miles: 3, hours: 1.5, to: there, map: maps/a}";

  record Trip(String from, @JsonUnwrapped Effort effort, String to, @JsonUnwrapped Aids aids) {}

  record Effort(int miles, double hours) {
    Effort {
      if (miles > 100) {
        throw new SettingException("trip.miles", miles, "0 to 100");
      }
    }
  }

  record Aids(Path map) {}

  record Plan(Trip trip) {}

  private static Plan bind(String text, String... overrides) throws InputException {
    return RecordBinder.bind(
        text,
        new RecordBinder.Source("plan.yaml", Path.of("/plans"), DEFAULTS),
        Plan.class,
        Arrays.stream(overrides)
            .map(o -> new Assignment(o.split("=")[0], o.split("=")[1], "--set"))
            .toList());
  }

  @Test
  void keysStandSideBySideInTheOrderOfTheComponents() throws InputException {
    Plan plan = bind("trip: {hours: 2, map: b}", "trip.miles=7");
    assertEquals(
        new Plan(new Trip("here", new Effort(7, 2), "there", new Aids(Path.of("/plans/b")))), plan);
    assertEquals(
        "{\"trip\":{\"from\":\"here\",\"miles\":7,\"hours\":2.0,\"to\":\"there\",\"map\":\"/plans/b\"}}",
        RecordWriter.json(plan));
    assertEquals(plan, bind(RecordWriter.yaml(plan)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trip: {mils: 3}        | plan.yaml: line 1: trip.mils: no such key; the nearest is trip.miles
          trip: {effort: 3}      | plan.yaml: line 1: trip.effort: no such key
          trip: {miles: far}     | plan.yaml: line 1: trip.miles: found 'far', expected an integer
          trip: {miles: 1.5}     | plan.yaml: line 1: trip.miles: found 1.5, expected an integer
          trip: {miles: [2]}     | plan.yaml: line 1: trip.miles: found a list, expected an integer
          trip: {hours: long}    | plan.yaml: line 1: trip.hours: found 'long', expected a number
          trip: {miles: 101}     | plan.yaml: line 1: trip.miles: found 101, expected 0 to 100
          """)
  void saysWhatIsWrongAsOfAnyOtherKey(String text, String message) {
    String found = assertThrows(InputException.class, () -> bind(text)).getMessage();
    assertEquals(message, message.endsWith("no such key") ? found.split(";")[0] : found);
  }

  @Test
  void saysWhatIsWrongWithAnOverride() {
    for (List<String> each :
        List.of(
            List.of("trip.miles=far", "--set: trip.miles: found 'far', expected an integer"),
            List.of("trip.miles=101", "--set: trip.miles: found 101, expected 0 to 100"))) {
      String found =
          assertThrows(InputException.class, () -> bind("trip: {}", each.get(0))).getMessage();
      assertEquals(each.get(1), found);
    }
  }
}
