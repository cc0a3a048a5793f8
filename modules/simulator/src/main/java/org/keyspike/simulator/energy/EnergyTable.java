package org.keyspike.simulator.energy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordBinder;
import org.keyspike.io.SettingException;
import org.keyspike.simulator.MemoryShape;

/**
 * The table of what events and bits cost, with the source of each number.
 *
 * @param name what it is called
 * @param constants of the logic
 * @param sram memories of ascending sizes, at least two
 */
public record EnergyTable(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) Constants constants,
    @JsonProperty(required = true) List<SramPoint> sram) {
  /** The table that is used where no other is named: 28 nm, low standby power. */
  public static final String STANDARD = "28nm-lstp";

  private static final int BANK_BITS = 64;
  private static final double BYTES_A_BANK_WORD = BANK_BITS / 8.0;

  public EnergyTable {
    if (sram.size() < 2) {
      throw new SettingException("sram", sram.size() + " sizes", "at least two");
    }
    sram = List.copyOf(sram);
    double before = 0;
    for (int i = 0; i < sram.size(); i++) {
      double kilobytes = sram.get(i).kilobytes();
      if (!(kilobytes > before)) {
        throw new SettingException(
            "sram[" + i + "].kilobytes", kilobytes, "sizes that ascend from above 0");
      }
      before = kilobytes;
    }
  }

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

    public Constants {
      requireUnit("accumulate", accumulate, "pJ");
      requireUnit("multiply", multiply, "pJ");
      requireUnit("controlPerLaneCycle", controlPerLaneCycle, "pJ");
      requireUnit("logicLeakagePerLane", logicLeakagePerLane, "uW");
    }

    private static void requireUnit(String field, Constant constant, String unit) {
      if (!constant.unit().equals(unit)) {
        throw new SettingException(field + ".unit", constant.unit(), unit);
      }
    }

    /**
     * What they are taken beyond on a machine of so many lanes: they were fitted on other ones, and
     * are taken to grow in proportion. Empty where nothing is.
     */
    public Optional<String> extrapolation(int lanes) {
      List<Integer> others =
          fitted().stream()
              .map(Constant::lanes)
              .filter(l -> l != null && l != lanes)
              .distinct()
              .toList();
      if (others.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          "control and leakage of the logic were fitted on a machine of "
              + others.stream().map(String::valueOf).collect(Collectors.joining(" and "))
              + " lanes; for "
              + lanes
              + " lanes they are extrapolated in proportion");
    }

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
    return RecordBinder.read(file, "", EnergyTable.class);
  }

  static EnergyTable parse(String file, String text) throws InputException {
    return RecordBinder.bind(
        text, new RecordBinder.Source(file, Path.of(""), ""), EnergyTable.class, List.of());
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

  /**
   * Of reads and writes of a memory in banks of 64 bits, pJ.
   *
   * @param bits read and written, together
   */
  double accessPicojoules(double bits, MemoryShape memory) {
    return bits / BANK_BITS * readPicojoules(memory.depth() * BYTES_A_BANK_WORD);
  }

  /** Of a memory in banks of 64 bits, in µW. */
  double leakageMicrowatts(MemoryShape memory) {
    double banks = Math.ceil((double) memory.widthBits() / BANK_BITS);
    return banks * leakageMicrowatts(memory.depth() * BYTES_A_BANK_WORD);
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
