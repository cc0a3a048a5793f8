package org.keyspike.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.EditDistance;
import org.keyspike.io.InputException;

/** Reads {@code arch.yaml} strictly: every key once, none missing, none unknown. */
final class ArchitectureParser {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final List<String> KEYS =
      List.of("name", "lanes", "clockHz", "spikeWordBits", "mechanisms", "memories");
  private static final List<String> SHAPE_KEYS = List.of("widthBits", "depth", "ports", "latency");
  private static final int MOST_LANES = 1024;
  private static final int MOST_PORTS = 16;
  private static final int MOST_LATENCY = 16;

  private final String file;

  ArchitectureParser(String file) {
    this.file = file;
  }

  Architecture parse(String text) throws InputException {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InputException(
          file,
          e.getLocation() == null ? "text" : "line " + e.getLocation().getLineNr(),
          e.getOriginalMessage().lines().findFirst().orElse("an error"),
          "YAML with every key once");
    }
    requireKeys("", root, KEYS);
    JsonNode name = root.get("name");
    if (!name.isTextual() || name.asText().isBlank()) {
      throw new InputException(file, "name", name, "a name");
    }
    int lanes = (int) number("lanes", root.get("lanes"), 1, MOST_LANES);
    long clock =
        number("clockHz", root.get("clockHz"), FrontEndSettings.FRAME_RATE, 1_000_000_000_000L);
    int word = (int) number("spikeWordBits", root.get("spikeWordBits"), 1, 64);
    Architecture machine =
        new Architecture(
            name.asText(),
            lanes,
            clock,
            word,
            mechanisms(root.get("mechanisms")),
            memories(root.get("memories")));
    requireSpikeWords(machine);
    return machine;
  }

  /** The zero-skip unit gets its words whole, in one access. */
  private void requireSpikeWords(Architecture machine) throws InputException {
    MemoryShape spike = machine.memories().get(Memory.SPIKE);
    if (spike.widthBits() < machine.spikeWordBits()) {
      throw new InputException(
          file,
          "memories.spike.widthBits",
          spike.widthBits(),
          "at least spikeWordBits, "
              + machine.spikeWordBits()
              + ", as the zero-skip unit reads so many spikes in one access");
    }
  }

  private Set<Mechanism> mechanisms(JsonNode node) throws InputException {
    requireKeys("mechanisms", node, Mechanism.keys());
    Set<Mechanism> on = EnumSet.noneOf(Mechanism.class);
    for (Mechanism mechanism : Mechanism.values()) {
      JsonNode value = node.get(mechanism.key());
      if (!value.isBoolean()) {
        throw new InputException(file, "mechanisms." + mechanism.key(), value, "true or false");
      }
      if (value.asBoolean()) {
        on.add(mechanism);
      }
    }
    return on;
  }

  private Map<Memory, MemoryShape> memories(JsonNode node) throws InputException {
    requireKeys("memories", node, Arrays.stream(Memory.values()).map(Memory::key).toList());
    Map<Memory, MemoryShape> shapes = new EnumMap<>(Memory.class);
    for (Memory memory : Memory.values()) {
      String place = "memories." + memory.key();
      JsonNode shape = node.get(memory.key());
      requireKeys(place, shape, SHAPE_KEYS);
      shapes.put(
          memory,
          new MemoryShape(
              (int) number(place + ".widthBits", shape.get("widthBits"), 1, 1 << 20),
              (int) number(place + ".depth", shape.get("depth"), 0, 1 << 24),
              (int) number(place + ".ports", shape.get("ports"), 1, MOST_PORTS),
              (int) number(place + ".latency", shape.get("latency"), 0, MOST_LATENCY)));
    }
    return shapes;
  }

  private void requireKeys(String place, JsonNode node, List<String> keys) throws InputException {
    String prefix = place.isEmpty() ? "" : place + ".";
    if (!node.isObject()) {
      throw new InputException(
          file,
          place.isEmpty() ? "text" : place,
          node.isMissingNode() ? "nothing" : node,
          "the keys " + String.join(", ", keys));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!keys.contains(field.getKey())) {
        throw new InputException(
            file,
            prefix + field.getKey(),
            "an unknown key",
            "perhaps " + EditDistance.nearest(field.getKey(), keys).orElseThrow());
      }
    }
    for (String key : keys) {
      if (!node.has(key)) {
        throw new InputException(file, prefix + key, "nothing", "a value");
      }
    }
  }

  private long number(String field, JsonNode node, long low, long high) throws InputException {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.asLong() < low
        || node.asLong() > high) {
      throw new InputException(file, field, node, "a whole number from " + low + " to " + high);
    }
    return node.asLong();
  }
}
