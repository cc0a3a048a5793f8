package org.keyspike.simulator.energy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keyspike.io.InputException;

/**
 * What events and bits cost, with where each number comes from.
 *
 * @param name what it is called
 * @param constants of the logic
 * @param sram memories of ascending sizes, at least two
 */
public record EnergyTable(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) Constants constants,
    @JsonProperty(required = true) List<SramPoint> sram) {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** The table that is used where no other is named: 28 nm, low standby power. */
  public static final String STANDARD = "28nm-lstp";

  /**
   * Constants of the logic.
   *
   * @param accumulate one addition of 16 bits, pJ
   * @param multiply one product of 8 bits, pJ
   * @param controlPerLaneCycle clock, control and wires of a lane in a cycle, pJ
   * @param logicLeakagePerLane of a lane and its share of everything but memories, uW
   */
  public record Constants(
      @JsonProperty(required = true) Constant accumulate,
      @JsonProperty(required = true) Constant multiply,
      @JsonProperty(required = true) Constant controlPerLaneCycle,
      @JsonProperty(required = true) Constant logicLeakagePerLane) {

    /** Those that were fitted: no more than there are published points to fit them to. */
    public List<Constant> fitted() {
      return Stream.of(accumulate, multiply, controlPerLaneCycle, logicLeakagePerLane)
          .filter(constant -> constant.kind() == Kind.FITTED)
          .toList();
    }
  }

  /** The table that comes along. */
  public static EnergyTable standard() {
    String resource = STANDARD + ".yaml";
    try (InputStream in = EnergyTable.class.getResourceAsStream(resource)) {
      return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table.
   *
   * @throws InputException if a key is unknown or missing, or a number cannot be
   */
  public static EnergyTable read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  static EnergyTable parse(String file, String text) throws InputException {
    EnergyTable table;
    try {
      table = YAML.readValue(text, EnergyTable.class);
    } catch (JsonMappingException e) {
      String field =
          e.getPath().stream()
              .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
              .collect(Collectors.joining("."));
      boolean missing = firstLine(e).startsWith("Missing required creator property");
      throw new InputException(
          file,
          field.isEmpty() ? "text" : field,
          missing ? "nothing" : firstLine(e),
          missing ? "a value" : "a table as documented");
    } catch (JsonProcessingException e) {
      throw new InputException(
          file,
          e.getLocation() == null ? "text" : "line " + e.getLocation().getLineNr(),
          firstLine(e),
          "YAML with every key once");
    }
    if (table == null) {
      throw new InputException(file, "text", "nothing", "a table as documented");
    }
    table.check(file);
    return table;
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("an error");
  }

  private void check(String file) throws InputException {
    require(file, "constants.accumulate", constants.accumulate, "pJ");
    require(file, "constants.multiply", constants.multiply, "pJ");
    require(file, "constants.controlPerLaneCycle", constants.controlPerLaneCycle, "pJ");
    require(file, "constants.logicLeakagePerLane", constants.logicLeakagePerLane, "uW");
    if (sram.size() < 2) {
      throw new InputException(file, "sram", sram.size() + " sizes", "at least two");
    }
    double before = 0;
    for (SramPoint point : sram) {
      if (!(point.kilobytes() > before)) {
        throw new InputException(
            file, "sram.kilobytes", point.kilobytes(), "sizes that ascend from above 0");
      }
      before = point.kilobytes();
      if (!(point.readPicojoules() > 0 && point.leakageMilliwatts() > 0)) {
        throw new InputException(
            file, "sram of " + point.kilobytes() + " KB", "a number", "numbers above 0");
      }
    }
  }

  private static void require(String file, String field, Constant constant, String unit)
      throws InputException {
    if (constant == null) {
      throw new InputException(file, field, "nothing", "a constant");
    }
    if (!constant.unit().equals(unit)) {
      throw new InputException(file, field + ".unit", constant.unit(), unit);
    }
    if (!(constant.value() >= 0 && constant.value() < Double.POSITIVE_INFINITY)) {
      throw new InputException(file, field + ".value", constant.value(), "at least 0");
    }
  }

  /** Of a 64-bit read of a bank of so many bytes, in pJ. */
  double readPicojoules(double bytes) {
    return between(Math.max(bytes, 1024 * sram.get(0).kilobytes()), true);
  }

  /** Of a bank of so many bytes, in µW. */
  double leakageMicrowatts(double bytes) {
    double smallest = 1024 * sram.get(0).kilobytes();
    double largest = 1024 * sram.get(sram.size() - 1).kilobytes();
    double share = bytes < smallest ? bytes / smallest : Math.max(1, bytes / largest);
    return 1000 * share * between(Math.max(smallest, Math.min(bytes, largest)), false);
  }

  private double between(double bytes, boolean read) {
    int above = 1;
    while (above < sram.size() - 1 && bytes > 1024 * sram.get(above).kilobytes()) {
      above++;
    }
    SramPoint low = sram.get(above - 1);
    SramPoint high = sram.get(above);
    double largest = 1024 * high.kilobytes();
    double at =
        StrictMath.log(Math.min(bytes, largest) / 1024 / low.kilobytes())
            / StrictMath.log(high.kilobytes() / low.kilobytes());
    double from = read ? low.readPicojoules() : low.leakageMilliwatts();
    double to = read ? high.readPicojoules() : high.leakageMilliwatts();
    return from * StrictMath.pow(to / from, at);
  }
}
