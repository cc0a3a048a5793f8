package org.keyspike.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A machine, as {@code arch.yaml} describes it.
 *
 * @param name what it is called
 * @param lanes neurons that are computed side by side, 1 to 1024
 * @param clockHz cycles a second, at least 100
 * @param spikeWordBits spikes that the zero-skip unit looks at together, 1 to 64; the width of the
 *     spike memory
 * @param memories the size of every memory
 */
public record Architecture(
    String name, int lanes, long clockHz, int spikeWordBits, Map<Memory, MemoryShape> memories) {

  /** Frames a second: one every 10 ms. */
  public static final int FRAME_RATE = 100;

  public Architecture {
    memories = Collections.unmodifiableMap(new EnumMap<>(memories));
  }

  /** The cycles that a frame may take in real time. */
  public long cyclesPerFrame() {
    return clockHz / FRAME_RATE;
  }

  /** The reference machine: 128 lanes, 100 kHz, room for any network of the recipes. */
  public static Architecture reference() {
    String resource = "reference.yaml";
    try (InputStream in = Architecture.class.getResourceAsStream(resource)) {
      return new ArchitectureParser(resource)
          .parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a description.
   *
   * @throws ArchitectureException if a key is unknown, missing or out of range
   */
  public static Architecture read(Path file) throws IOException {
    return new ArchitectureParser(file.toString()).parse(Files.readString(file));
  }
}
