package org.keyspike.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordBinder;
import org.keyspike.io.SettingException;

/**
 * An {@code arch.yaml} as it stands: every key once, none missing, none unknown.
 *
 * @param name not blank
 * @param lanes 1 to 1024
 * @param clockHz cycles a second, {@link FrontEndSettings#FRAME_RATE} to 10¹²
 * @param spikeWordBits 1 to 64, at most the width of the spike memory
 * @param mechanisms whether the machine has them, each of them
 * @param memories each of them
 */
record ArchitectureFile(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) int lanes,
    @JsonProperty(required = true) long clockHz,
    @JsonProperty(required = true) int spikeWordBits,
    @JsonProperty(required = true) Map<Mechanism, Boolean> mechanisms,
    @JsonProperty(required = true) Map<Memory, MemoryShape> memories) {
  private static final int MOST_LANES = 1024;
  private static final long FASTEST = 1_000_000_000_000L;

  ArchitectureFile {
    if (name.isBlank()) {
      throw new SettingException("name", "nothing", "a name");
    }
    require("lanes", lanes, 1, MOST_LANES);
    require("clockHz", clockHz, FrontEndSettings.FRAME_RATE, FASTEST);
    require("spikeWordBits", spikeWordBits, 1, Long.SIZE);
    for (Mechanism mechanism : Mechanism.values()) {
      if (!mechanisms.containsKey(mechanism)) {
        throw new SettingException("mechanisms." + mechanism.key(), "nothing", "true or false");
      }
    }
    for (Memory memory : Memory.values()) {
      if (!memories.containsKey(memory)) {
        throw new SettingException("memories." + memory.key(), "nothing", "a memory");
      }
    }
    int width = memories.get(Memory.SPIKE).widthBits();
    if (width < spikeWordBits) {
      throw new SettingException(
          "memories.spike.widthBits",
          width,
          "at least spikeWordBits, "
              + spikeWordBits
              + ", as the zero-skip unit reads so many spikes in one access");
    }
  }

  /** Throws unless a value is in its range. */
  static void require(String field, long value, long low, long high) {
    if (value < low || value > high) {
      throw new SettingException(field, value, "a whole number from " + low + " to " + high);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException if a key is unknown, missing or out of range, or two of them contradict
   *     each other
   * @throws IOException if it cannot be read
   */
  static ArchitectureFile read(Path file) throws IOException {
    return RecordBinder.read(file, "", ArchitectureFile.class);
  }

  /**
   * Parses a text.
   *
   * @param source its name in errors
   */
  static ArchitectureFile parse(String text, String source) throws InputException {
    return RecordBinder.bind(
        text, new RecordBinder.Source(source, Path.of(""), ""), ArchitectureFile.class, List.of());
  }

  /** The machine that it describes. */
  Architecture machine() {
    Set<Mechanism> on = EnumSet.noneOf(Mechanism.class);
    mechanisms.forEach(
        (mechanism, has) -> {
          if (has) {
            on.add(mechanism);
          }
        });
    return new Architecture(name, lanes, clockHz, spikeWordBits, on, memories);
  }
}
