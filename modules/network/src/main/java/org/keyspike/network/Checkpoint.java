package org.keyspike.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;

/**
 * A network with its numbers, the names of its classes and what it was made from. The file format
 * is described in the package documentation.
 *
 * @param spec what it is
 * @param classes names in the order of the logits
 * @param parameters every parameter that the spec names
 * @param provenance what it was made from: data, recipe, engine, seed
 * @param kept what structured pruning left, in the order of its places; a place where nothing is
 *     missing is not among them
 */
public record Checkpoint(
    NetworkSpec spec,
    List<String> classes,
    Parameters parameters,
    Map<String, String> provenance,
    List<KeptIndices> kept) {

  private static final String FORMAT = "keyspike-checkpoint";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  public Checkpoint {
    classes = List.copyOf(classes);
    provenance = Map.copyOf(provenance);
    kept = kept.stream().sorted(Comparator.comparingInt(KeptIndices::place)).toList();
    for (KeptIndices map : kept) {
      requireFits(spec, map);
    }
    if (classes.size() != spec.readout().classes()) {
      throw new SpecException(
          "readout.classes",
          spec.readout().classes(),
          classes.size() + ", one for each class name");
    }
    for (ParameterSpec parameter : spec.parameters()) {
      int[] found = parameters.get(parameter.name()).shape();
      if (!Arrays.equals(found, parameter.shape())) {
        throw new SpecException(
            parameter.name() + " shape",
            Arrays.toString(found),
            Arrays.toString(parameter.shape()));
      }
    }
  }

  /** A network that nothing was pruned from. */
  public Checkpoint(
      NetworkSpec spec,
      List<String> classes,
      Parameters parameters,
      Map<String, String> provenance) {
    this(spec, classes, parameters, provenance, List.of());
  }

  private static void requireFits(NetworkSpec spec, KeptIndices map) {
    int left =
        map.place() == KeptIndices.BANDS
            ? spec.features().bands()
            : map.place() <= spec.layers().size()
                ? spec.layers().get(map.place() - 1).neurons()
                : 0;
    if (map.indices().size() != left) {
      throw new SpecException(
          "kept[" + map.place() + "]", map.indices().size() + " indices", left + " indices");
    }
  }

  /** What is left of a place, whether or not anything was pruned there. */
  public KeptIndices kept(int place) {
    return kept.stream()
        .filter(map -> map.place() == place)
        .findFirst()
        .orElseGet(
            () ->
                KeptIndices.all(
                    place,
                    place == KeptIndices.BANDS
                        ? spec.features().bands()
                        : spec.layers().get(place - 1).neurons()));
  }

  /** The same network with other numbers. */
  public Checkpoint with(Parameters others) {
    return with(spec, others);
  }

  /** The same places and classes with another spec and other numbers. */
  public Checkpoint with(NetworkSpec otherSpec, Parameters others) {
    return new Checkpoint(otherSpec, classes, others, provenance, kept);
  }

  /** With one more thing that it was made from. */
  public Checkpoint madeFrom(String what, String value) {
    Map<String, String> more = new TreeMap<>(provenance);
    more.put(what, value);
    return new Checkpoint(spec, classes, parameters, more, kept);
  }

  /** Writes the file, whole or not at all; the same checkpoint gives the same bytes. */
  public void write(Path file) throws IOException {
    encoded().write(file);
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    return encoded().bytes();
  }

  private Safetensors encoded() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", Integer.toString(VERSION));
    metadata.put("spec", json(spec));
    metadata.put("classes", json(classes));
    metadata.put("provenance", json(new TreeMap<>(provenance)));
    if (!kept.isEmpty()) {
      metadata.put("kept", json(kept));
    }
    Safetensors out = Safetensors.empty(metadata);
    spec.parameters().forEach(p -> out.put(p.name(), parameters.get(p.name())));
    out.metadata().put("sha256", Hashes.sha256Hex(out.data()));
    return out;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is not a checkpoint, is damaged, is of another version, or lacks a
   *     parameter that its spec names
   */
  public static Checkpoint read(Path file) throws IOException {
    Safetensors in = Safetensors.read(file);
    Map<String, String> metadata = in.metadata();
    require(file, metadata, "format", FORMAT);
    require(file, metadata, "version", Integer.toString(VERSION));
    require(file, metadata, "sha256", Hashes.sha256Hex(in.data()));
    NetworkSpec spec = parse(file, metadata, "spec", new TypeReference<>() {});
    List<String> classes = parse(file, metadata, "classes", new TypeReference<>() {});
    Map<String, String> provenance = parse(file, metadata, "provenance", new TypeReference<>() {});
    List<KeptIndices> kept =
        metadata.containsKey("kept")
            ? parse(file, metadata, "kept", new TypeReference<>() {})
            : List.of();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      if (!in.names().contains(parameter.name())) {
        throw new InputException(
            file, parameter.name(), "nothing", Arrays.toString(parameter.shape()));
      }
      tensors.put(parameter.name(), in.tensor(parameter.name()));
    }
    try {
      return new Checkpoint(spec, classes, new Parameters(tensors), provenance, kept);
    } catch (SpecException e) {
      throw new InputException(file, e.field(), e.getMessage(), "a consistent checkpoint");
    }
  }

  private static void require(
      Path file, Map<String, String> metadata, String field, String expected)
      throws InputException {
    String found = metadata.getOrDefault(field, "nothing");
    if (!found.equals(expected)) {
      throw new InputException(file, "metadata " + field, found, expected);
    }
  }

  private static <T> T parse(
      Path file, Map<String, String> metadata, String field, TypeReference<T> type)
      throws InputException {
    try {
      return JSON.readValue(metadata.getOrDefault(field, ""), type);
    } catch (JsonProcessingException e) {
      throw new InputException(
          file, "metadata " + field, e.getOriginalMessage(), "JSON of a " + field);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
