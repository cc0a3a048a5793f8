package org.keyspike.io;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** Paths of keys in a file: {@code compression.pruning[0].epochs}. */
final class KeyPath {
  private KeyPath() {}

  /** The path where Jackson stopped. */
  static String of(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }

  /** The value at a path; missing if there is none. */
  static JsonNode at(JsonNode node, String path) {
    String pointer = path.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/');
    return node.at(pointer.isEmpty() ? pointer : "/" + pointer);
  }

  /** The path of a key, or "" for none, within a path, or "" for the whole file. */
  static String join(String path, String name) {
    return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
  }

  /**
   * The path of what a record complains of. The record may name it in full, from a section on, or
   * as its own: {@code network.surrogate.slope}, {@code surrogate.slope} and {@code slope} are the
   * same key of the record at {@code network.surrogate}.
   *
   * @param path of the record
   * @param name as the record says it
   */
  static String within(String path, String name) {
    String[] outer = path.replaceAll("\\[\\d+]", "").split("\\.");
    String[] inner = name.split("\\.");
    for (int shared = Math.min(outer.length, inner.length); shared > 0; shared--) {
      if (Arrays.equals(outer, outer.length - shared, outer.length, inner, 0, shared)) {
        return join(path, String.join(".", Arrays.copyOfRange(inner, shared, inner.length)));
      }
    }
    return join(path, name);
  }
}
