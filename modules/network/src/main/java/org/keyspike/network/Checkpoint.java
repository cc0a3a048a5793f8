package org.keyspike.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    return CheckpointFormat.encoded(this);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is not a checkpoint, is damaged, is of another version, lacks a
   *     parameter that its spec names, or describes a network that cannot be
   */
  public static Checkpoint read(Path file) throws IOException {
    return CheckpointFormat.read(file);
  }
}
