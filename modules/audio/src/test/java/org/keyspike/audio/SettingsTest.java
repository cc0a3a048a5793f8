package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.io.SettingException;

/** What the settings records refuse, and how a random range draws. */
class SettingsTest {
  private static void refused(String message, Executable made) {
    assertEquals(message, assertThrows(SettingException.class, made).getMessage());
  }

  @Example
  void frontEnd() {
    refused("bands: found 0, expected 1 to 256", () -> new FrontEndSettings(0, 1));
    refused("bands: found 257, expected 1 to 256", () -> new FrontEndSettings(257, 1));
    refused("gain: found 0.0, expected a number above 0", () -> new FrontEndSettings(80, 0));
    refused(
        "gain: found NaN, expected a number above 0", () -> new FrontEndSettings(80, Double.NaN));
    assertEquals(new FrontEndSettings(80, 1), FrontEndSettings.of80());
  }

  /**
   * Stores of features are named after it, and a component that it left out would be one store's
   * for two.
   */
  @Example
  void textsThatAreWrittenOutAreThoseOfJava() throws ReflectiveOperationException {
    for (Record record :
        List.of(
            FrontEndSettings.integer(40, 7).withPcen(new PcenSettings(250, 6, 4, 16, 0, 3)),
            new PcenSettings(250, 6, 4, 16, 0, 3),
            new BackgroundSettings(8, 3, 128))) {
      List<String> components = new ArrayList<>();
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        components.add(component.getName() + '=' + component.getAccessor().invoke(record));
      }
      assertEquals(
          record.getClass().getSimpleName() + '[' + String.join(", ", components) + ']',
          record.toString());
    }
  }

  @Example
  void frontEndsThatEarlierVersionsKnewKeepTheirText() {
    assertEquals("{\"bands\":40,\"gain\":128.0}", new FrontEndSettings(40, 128).identity());
    assertEquals(
        "{\"kind\":\"integer\",\"bands\":40,\"gain\":128.0,"
            + "\"background\":{\"rise\":7,\"fall\":4,\"share\":0}}",
        FrontEndSettings.integer(40, 7).identity());
    BackgroundSettings slower = new BackgroundSettings(8, 4, 0);
    assertTrue(
        new FrontEndSettings(FrontEndKind.FLOAT, 40, 128, slower).identity().contains("rise"));
    assertEquals(
        "FrontEndSettings[kind=INTEGER, bands=40, gain=128.0,"
            + " background=BackgroundSettings[rise=7, fall=4, share=0]]",
        FrontEndSettings.integer(40, 7).toString());
    FrontEndSettings off =
        FrontEndSettings.integer(40, 7).withPcen(new PcenSettings(0, 1, 2, 3, 4, 5));
    assertEquals(FrontEndSettings.integer(40, 7).toString(), off.toString());
    PcenSettings on = new PcenSettings(256, 1, 2, 3, 4, 5);
    assertEquals(
        "{\"kind\":\"integer\",\"bands\":40,\"gain\":128.0,"
            + "\"background\":{\"rise\":7,\"fall\":4,\"share\":0},"
            + "\"pcen\":{\"strength\":256,\"rise\":1,\"fall\":2,\"bias\":3,\"root\":4,\"scale\":5}}",
        off.withPcen(on).identity());
  }

  @Example
  void normalizedEnergies() {
    PcenSettings on = new PcenSettings(256, 5, 5, 32, 128, 2);
    refused(
        "pcen.strength: found 256, expected 0 with kind float",
        () -> new FrontEndSettings(40, 128).withPcen(on));
    refused(
        "background.share: found 128, expected 0 beside pcen.strength 256",
        () ->
            new FrontEndSettings(
                FrontEndKind.INTEGER, 40, 128, new BackgroundSettings(7, 4, 128), on));
    refused(
        "strength: found 257, expected 0 to 256", () -> new PcenSettings(257, 5, 5, 32, 128, 2));
    refused("rise: found 16, expected 0 to 15", () -> new PcenSettings(256, 16, 5, 32, 128, 2));
    refused("fall: found -1, expected 0 to 15", () -> new PcenSettings(256, 5, -1, 32, 128, 2));
    refused("bias: found 0, expected 1 to 256", () -> new PcenSettings(256, 5, 5, 0, 128, 2));
    refused("root: found 257, expected 0 to 256", () -> new PcenSettings(256, 5, 5, 32, 257, 2));
    refused("scale: found 17, expected 1 to 16", () -> new PcenSettings(256, 5, 5, 32, 128, 17));
    assertTrue(FrontEndSettings.integer(40, 7).normalized().isEmpty());
    assertEquals(on, FrontEndSettings.integer(40, 7).withPcen(on).normalized().orElseThrow());
  }

  @Example
  void frontEndInIntegers() {
    refused(
        "gain: found 100.0, expected a power of two in integers, nearest 128.0, or kind float",
        () -> new FrontEndSettings(FrontEndKind.INTEGER, 40, 100, BackgroundSettings.NONE));
    refused(
        "gain: found 2.147483648E9, expected a power of two in integers, nearest 1.073741824E9, or"
            + " kind float",
        () -> FrontEndSettings.integer(40, 31));
    refused(
        "gain: found 7.62939453125E-6, expected a power of two in integers, nearest"
            + " 1.52587890625E-5, or kind float",
        () -> FrontEndSettings.integer(40, -17));
    assertEquals(-16, FrontEndSettings.integer(40, -16).exponent());
    assertEquals(30, FrontEndSettings.integer(40, 30).exponent());
    refused(
        "background.share: found 1, expected 0 with kind float",
        () -> new FrontEndSettings(FrontEndKind.FLOAT, 40, 1, new BackgroundSettings(7, 4, 1)));
  }

  @Example
  void background() {
    refused("rise: found 16, expected 0 to 15", () -> new BackgroundSettings(16, 4, 256));
    refused("fall: found -1, expected 0 to 15", () -> new BackgroundSettings(7, -1, 256));
    refused("share: found 257, expected 0 to 256", () -> new BackgroundSettings(7, 4, 257));
    assertTrue(FrontEndSettings.integer(40, 7).tracked().isEmpty());
  }

  @Example
  void tablesOfAnotherForm() {
    FrontEndTables right = FrontEndTables.of(40);
    assertEquals(right, FrontEndTables.of(40));
    refused(
        "window: found 399 numbers, expected 400 numbers",
        () ->
            new FrontEndTables(
                new int[399], right.cos(), right.sin(), right.log2(), right.bands()));
    refused(
        "log2: found 65537, expected 0 to 65536",
        () ->
            new FrontEndTables(
                right.window(), right.cos(), right.sin(), changed(right.log2()), right.bands()));
    refused(
        "cos, sin: found others, expected Q14 of exp(-2*pi*i*k/512)",
        () ->
            new FrontEndTables(
                right.window(), changed(right.cos()), right.sin(), right.log2(), right.bands()));
    refused(
        "first: found 256, expected weights of bins 0 to 256",
        () ->
            new FrontEndTables(
                right.window(),
                right.cos(),
                right.sin(),
                right.log2(),
                List.of(new FrontEndTables.Band(256, new int[2]))));
  }

  private static int[] changed(int[] table) {
    int[] changed = table.clone();
    changed[table.length - 1]++;
    return changed;
  }

  @Example
  void aFrontEndIsSaidForPeople() {
    assertEquals("float, 80 bands, gain 1", FrontEndSettings.of80().text());
    assertEquals("float, 1 band, gain 2.5", new FrontEndSettings(1, 2.5).text());
    assertEquals("integer, 40 bands, gain 128", FrontEndSettings.integer(40, 7).text());
    assertEquals("integer, 40 bands, gain 0.125", FrontEndSettings.integer(40, -3).text());
    assertEquals(
        "integer, 40 bands, gain 1, 192/256 of the background taken away (rise 7, fall 3)",
        new FrontEndSettings(FrontEndKind.INTEGER, 40, 1, new BackgroundSettings(7, 3, 192))
            .text());
    assertEquals(
        "integer, 40 bands, gain 1, energies normalized per channel (strength 250/256, rise 6, fall"
            + " 4, bias 16/16, root 0/256, scale 3)",
        FrontEndSettings.integer(40, 0).withPcen(new PcenSettings(250, 6, 4, 16, 0, 3)).text());
  }

  @Example
  void augmentationOfFeatures() {
    refused(
        "timeMasks: found -1, expected 0 to 1048576",
        () -> new AugmentationSettings(0, -1, 0, 0, 0));
  }

  @Example
  void augmentationOfSound() {
    AudioAugmentationSettings none = AudioAugmentationSettings.NONE;
    refused(
        "tempo: found 0.25 to 1.0, expected a range in 0.5 to 2.0",
        () ->
            new AudioAugmentationSettings(
                new RandomRange(0.5, 0.25, 1),
                none.pitchSemitones(),
                none.shiftMs(),
                none.mixDb(),
                none.noiseSnrDb(),
                none.gainDb()));
    refused("fresh: found 0.0, expected above 0, at most 1", () -> none.withFresh(0));
    refused("fresh: found NaN, expected above 0, at most 1", () -> none.withFresh(Double.NaN));
    assertTrue(none.toString().endsWith(none.gainDb() + "]"), none.toString());
    assertTrue(none.withFresh(0.5).toString().endsWith(", fresh=0.5]"));
  }

  @Example
  void randomRange() {
    refused("probability: found 1.5, expected 0 to 1", () -> new RandomRange(1.5, 0, 1));
    refused(
        "low: found 2.0 with high 1.0, expected finite numbers, low not above high",
        () -> new RandomRange(1, 2, 1));
    assertFalse(RandomRange.never(1).possible());
    assertTrue(new RandomRange(0.1, 1, 1).possible());
  }

  @Property(tries = 200)
  void aDrawIsInTheRangeOrTheOther(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double drawn = new RandomRange(0.5, 2, 3).draw(random, -1);
    assertTrue(drawn == -1 || drawn >= 2 && drawn <= 3, () -> "found " + drawn);
    SplittableRandom other = new SplittableRandom(seed);
    RandomRange.never(0).draw(other, 0);
    assertEquals(random.nextLong(), other.nextLong(), "the range does not move what comes after");
  }
}
