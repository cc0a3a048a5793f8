package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBinderTest {

  record Dish(String name, List<String> words, Oven oven, Taste taste, Extra extra, Path photo) {}

  record Oven(int degrees, double hours, boolean fan, List<Integer> racks) {
    Oven {
      if (degrees > 300) {
        throw new SettingException("degrees", degrees, "0 to 300");
      }
    }
  }

  enum Taste {
    @JsonProperty("sweet")
    SWEET,
    @JsonProperty("salty")
    SALTY
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Sauce.class, name = "sauce"),
    @JsonSubTypes.Type(value = Herb.class, name = "herb")
  })
  sealed interface Extra {}

  record Sauce(int spoons) implements Extra {}

  record Herb(String plant) implements Extra {}

  private static final String GOOD =
      """
      name: pie
      words: [yes, no, on, off, "true"]
      oven:
        degrees: 200
        hours: 1
        fan: true
        racks:
          - 1
          - 2
      taste: salty
      extra: {kind: herb, plant: thyme}
      """;

  @Test
  void bindsEveryType() throws IOException {
    assertEquals(
        new Dish(
            "pie",
            List.of("yes", "no", "on", "off", "true"),
            new Oven(200, 1, true, List.of(1, 2)),
            Taste.SALTY,
            new Herb("thyme"),
            null),
        bind(GOOD));
  }

  @Test
  void laysOverridesOverTheFile() throws IOException {
    Dish dish =
        bind(
            GOOD,
            "words=hey robin, lights on",
            "oven.racks=3,4",
            "oven.hours=2.5",
            "oven.racks=[5, 6]",
            "taste=sweet",
            "name=12");
    assertEquals(List.of("hey robin", "lights on"), dish.words());
    assertEquals(new Oven(200, 2.5, true, List.of(5, 6)), dish.oven());
    assertEquals(Taste.SWEET, dish.taste());
    assertEquals("12", dish.name());
  }

  @Test
  void oneValueIsAListToo() throws IOException {
    Dish dish = bind(GOOD, "words=no", "oven.racks=7");
    assertEquals(List.of("no"), dish.words());
    assertEquals(List.of(7), dish.oven().racks());
  }

  @Test
  void anOverrideMakesTheSectionThatIsNotThere() throws IOException {
    assertEquals(List.of("a"), bind("name: x", "words=a").words());
    assertEquals(
        "dish.yaml: oven.hours: found nothing, expected a number",
        message("name: x", "oven.degrees=3", "oven.fan=true"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          degrees: 200   | degress: 200  | dish.yaml: line 4: oven.degress: no such key; the nearest is oven.degrees
          plant: thyme   | plnt: thyme  | dish.yaml: line 11: extra.plnt: no such key; the nearest is extra.plant
          taste: salty   | tste: salty   | dish.yaml: line 10: tste: no such key; the nearest is taste
          degrees: 200   | degrees: hot  | dish.yaml: line 4: oven.degrees: found 'hot', expected an integer
          degrees: 200   | degrees: 1.5  | dish.yaml: line 4: oven.degrees: found 1.5, expected an integer
          degrees: 200   | degrees: '7'  | dish.yaml: line 4: oven.degrees: found '7', expected an integer
          degrees: 200   | degrees: [2]  | dish.yaml: line 4: oven.degrees: found a list, expected an integer
          degrees: 200   | degrees:      | dish.yaml: line 4: oven.degrees: found nothing, expected an integer
          degrees: 200   | degrees: 301  | dish.yaml: line 4: oven.degrees: found 301, expected 0 to 300
          degrees: 200   | degrees: 9999999999 | dish.yaml: line 4: oven.degrees: found 9999999999, expected an integer of 32 bits
          hours: 1       | hours: long   | dish.yaml: line 5: oven.hours: found 'long', expected a number
          fan: true      | fan: yes      | dish.yaml: line 6: oven.fan: found 'yes', expected true or false
          fan: true      | fan: 1        | dish.yaml: line 6: oven.fan: found 1, expected true or false
          - 2            | - two         | dish.yaml: line 9: oven.racks[1]: found 'two', expected an integer
          - 2            | -            | dish.yaml: line 9: oven.racks[1]: found nothing, expected an integer
          taste: salty   | taste: sour   | dish.yaml: line 10: taste: found 'sour', expected one of sweet, salty
          kind: herb     | kind: hrb     | dish.yaml: line 11: extra: found kind 'hrb', expected one of sauce, herb
          name: pie      | name: [pie]   | dish.yaml: line 1: name: found a list, expected a text
          name: pie      | name: {a: 1}  | dish.yaml: line 1: name: found keys, expected a text
          taste: salty   | name: pie     | dish.yaml: line 10: name: found twice (first in line 1), expected once
          taste: salty   | taste: *a     | dish.yaml: line 10: taste: found an alias, expected a value
          """)
  void saysWhatIsWrong(String right, String wrong, String expected) {
    assertEquals(expected, message(GOOD.replace(right, wrong)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          oven.degress=3    | --set oven.degress: no such key; the nearest is oven.degrees
          ovn.degrees=3     | --set ovn.degrees: no such key; the nearest is oven
          oven.degrees=hot  | --set oven.degrees: oven.degrees: found 'hot', expected an integer
          oven.degrees=     | --set oven.degrees: oven.degrees: found nothing, expected an integer
          oven.racks=1,b    | --set oven.racks: oven.racks[1]: found 'b', expected an integer
          taste=sour        | --set taste: taste: found 'sour', expected one of sweet, salty
          oven              | --set: found 'oven', expected key.path=value
          =3                | --set: found '=3', expected key.path=value
          """)
  void saysWhichOverrideIsWrong(String override, String expected) {
    assertEquals(expected, message(GOOD, override));
  }

  @Test
  void saysWhatIsNoRecipe() {
    assertEquals(
        "dish.yaml: found an empty file, expected the keys extra, name, oven, photo, taste, words",
        message(""));
    assertEquals(
        "dish.yaml: found 'hello', expected the keys extra, name, oven, photo, taste, words",
        message("hello"));
    assertEquals(
        "dish.yaml: line 2: found a second document, expected one", message("name: x\n--- a\n"));
    assertEquals(
        "dish.yaml: line 1: expected the node content, but found '<stream end>'",
        message("name: ["));
    assertTrue(message("\tname: 1").startsWith("dish.yaml: line 1: found character "));
  }

  @Test
  void pathsOfTheFileAreRelativeToIt() throws IOException {
    assertEquals(Path.of("/kitchen/pie.png"), bind("photo: pie.png").photo());
    assertEquals(Path.of("/pie.png"), bind("photo: ../pie.png").photo());
    assertEquals(Path.of("/tmp/pie.png"), bind("photo: /tmp/pie.png").photo());
    assertEquals(Path.of("/tmp/a b:c/pie.png"), bind("photo: '/tmp/a b:c/pie.png'").photo());
    assertEquals(Path.of("/kitchen/file:/pie.png"), bind("photo: 'file:/pie.png'").photo());
    assertEquals(Path.of("pie.png"), bind("photo: cake.png", "photo=pie.png").photo());
  }

  @Test
  void theFileIsLaidOverDefaults() throws IOException {
    String defaults = "{name: cake, words: [a, b], oven: {degrees: 1, hours: 2, fan: true}}";
    Dish dish =
        RecordBinder.bind(
            "{words: [c], oven: {hours: 3}}", source(defaults), Dish.class, List.of());
    assertEquals("cake", dish.name());
    assertEquals(List.of("c"), dish.words());
    assertEquals(new Oven(1, 3, true, null), dish.oven());
    Dish same = RecordBinder.bind("oven:", source(defaults), Dish.class, List.of());
    assertEquals(new Oven(1, 2, true, null), same.oven());
  }

  record Kitchen(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) Map<Taste, Oven> ovens,
      List<Shelf> shelves,
      Map<String, Integer> stock,
      long mass,
      URI page) {
    Kitchen {
      if (!stock.containsKey("salt")) {
        throw new IllegalArgumentException("a kitchen without salt");
      }
    }
  }

  record Shelf(@JsonProperty(required = true) Integer height, String kept) {
    Shelf {
      if (height < 0) {
        throw new SettingException("height", height, "0 or more");
      }
    }
  }

  private static final String KITCHEN =
      """
      name: mine
      ovens:
        sweet: {degrees: 180, hours: 1, fan: false}
      shelves:
        - height: 2
        - height: 3
          kept: flour
      stock: {salt: 1}
      mass: 5000000000
      page: https://example.org
      """;

  @Test
  void bindsMapsAndListsOfRecords() throws IOException {
    assertEquals(
        new Kitchen(
            "mine",
            Map.of(Taste.SWEET, new Oven(180, 1, false, null)),
            List.of(new Shelf(2, null), new Shelf(3, "flour")),
            Map.of("salt", 1),
            5_000_000_000L,
            URI.create("https://example.org")),
        RecordBinder.bind(KITCHEN, source(""), Kitchen.class, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: mine   | name:          | line 1: name: found nothing, expected a text
          name: mine   | name: [a]      | line 1: name: found a list, expected a text
          sweet:       | sweat:         | line 3: ovens.sweat: no such key; the nearest is ovens.sweet
          degrees:     | degree:        | line 3: ovens.sweet.degree: no such key; the nearest is ovens.sweet.degrees
          180          | 301            | line 3: ovens.sweet.degrees: found 301, expected 0 to 300
          height: 3    | heigt: 3       | line 6: shelves[1].heigt: no such key; the nearest is shelves[1].height
          height: 3    | height:        | line 6: shelves[1].height: found nothing, expected an integer
          height: 3    | height: -1     | line 6: shelves[1].height: found -1, expected 0 or more
          salt: 1      | pepper: 1      | a kitchen without salt
          salt: 1      | salt: much     | line 8: stock.salt: found 'much', expected an integer
          5000000000   | 99999999999999999999 | line 9: mass: found 99999999999999999999, expected an integer of 64 bits
          https:       | 'a b:'         | line 10: page: found 'a b://example.org', expected an address
          page: https  | extends: https | line 10: extends: no such key; the nearest is ovens
          """)
  void saysWhatIsWrongInMapsAndLists(String right, String wrong, String expected) {
    String text = KITCHEN.replace(right, wrong);
    InputException e =
        assertThrows(
            InputException.class,
            () -> RecordBinder.bind(text, source(""), Kitchen.class, List.of()),
            text);
    assertEquals("dish.yaml: " + expected, e.getMessage());
  }

  @Test
  void aMapLaidOverAnotherIsCompletedByIt() throws IOException {
    assertEquals(new Oven(210, 1, true, List.of(1, 2)), bind(GOOD, "oven={degrees: 210}").oven());
    assertEquals(new Herb("dill"), bind(GOOD, "extra={plant: dill}").extra());
    assertEquals(
        new Sauce(2), bind(GOOD, "extra={kind: sauce, spoons: 2}").extra(), "of another kind");
    assertEquals(
        "--set oven: oven.degress: no such key; the nearest is oven.degrees",
        message(GOOD, "oven={degress: 210}"));
  }

  @Test
  void inOverridesToo() throws IOException {
    Dish dish = bind(GOOD, "words=[01, 0x10, 1e3, 1_000]", "oven={degrees: 010}");
    assertEquals(List.of("01", "0x10", "1e3", "1_000"), dish.words());
    assertEquals(10, dish.oven().degrees());
    assertEquals(new Herb("1_0"), bind(GOOD, "extra={kind: herb, plant: 1_0}").extra());
    assertEquals(new Herb("0x1"), bind(GOOD.replace("thyme", "0x1")).extra());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Infinity", "NaN", "-INF", ".inf", ".nan", "1e999"})
  void noNumberIsInfinite(String value) {
    assertTrue(
        message(GOOD, "oven.hours=" + value).endsWith("expected a number"),
        () -> message(GOOD, "oven.hours=" + value));
    assertTrue(
        message(GOOD.replace("hours: 1", "hours: " + value))
            .startsWith("dish.yaml: line 5: oven.hours"));
  }

  @Test
  void aTextOfDigitsStaysAsItIsWritten() throws IOException {
    Dish dish = bind("{name: 0010, words: [1.10, 007], extra: {kind: herb, plant: 1_0}}");
    assertEquals("0010", dish.name());
    assertEquals(List.of("1.10", "007"), dish.words());
  }

  @Test
  void aRefusalKnowsFieldAndValues() {
    InputException e =
        assertThrows(
            InputException.class, () -> bind(GOOD.replace("degrees: 200", "degrees: 301")));
    assertEquals("dish.yaml: line 4", e.file());
    assertEquals("oven.degrees", e.field());
    assertEquals("301", e.found());
    assertEquals("0 to 300", e.expected());
  }

  @Test
  void aFileExtendsAnotherOnlyWhereOverridesMayFollow(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("base.yaml"), "{name: cake, words: [a]}");
    Path file = Files.writeString(folder.resolve("r.yaml"), "extends: base.yaml\nwords: [b]\n");
    Dish dish = RecordBinder.read(file, "", Dish.class, List.of());
    assertEquals("cake", dish.name());
    assertEquals(List.of("b"), dish.words());
    InputException e =
        assertThrows(InputException.class, () -> RecordBinder.read(file, "", Dish.class));
    assertEquals("extends", e.field());
  }

  @Test
  void saysThatAFileIsNoText(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("r.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    InputException e =
        assertThrows(
            InputException.class, () -> RecordBinder.read(file, "", Dish.class, List.of()));
    assertEquals(file + ": found no UTF-8 text, expected YAML", e.getMessage());
  }

  /** Whatever is put into a recipe, the answer is a record or one line. */
  @Property
  @Tag("slow")
  void neverFailsOtherwise(@ForAll String junk, @ForAll int cut) {
    int at = Math.floorMod(cut, GOOD.length());
    try {
      bind(GOOD.substring(0, at) + junk + GOOD.substring(at));
    } catch (IOException e) {
      assertTrue(e instanceof InputException, e::toString);
      assertFalse(e.getMessage().contains("\n"), e::getMessage);
    }
  }

  private static RecordBinder.Source source(String defaults) {
    return new RecordBinder.Source("dish.yaml", Path.of("/kitchen"), defaults);
  }

  private static Dish bind(String text, String... overrides) throws IOException {
    List<Assignment> all =
        Arrays.stream(overrides)
            .map(
                override -> {
                  try {
                    return Assignment.parse(override, "--set");
                  } catch (InputException e) {
                    throw new Refused(e);
                  }
                })
            .toList();
    return RecordBinder.bind(text, source(""), Dish.class, all);
  }

  private static String message(String text, String... overrides) {
    try {
      return "no error but " + bind(text, overrides);
    } catch (IOException | Refused e) {
      return (e instanceof Refused ? e.getCause() : e).getMessage();
    }
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(InputException cause) {
      super(cause);
    }
  }
}
