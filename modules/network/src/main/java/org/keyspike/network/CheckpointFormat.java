package org.keyspike.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;

/** The file format of checkpoints, as the package documentation describes it. */
final class CheckpointFormat {
  private static final String FORMAT = "keyspike-checkpoint";

  /** Its checksum covers the tensor bytes alone; still read. */
  private static final String TENSORS_ALONE = "1";

  private static final String VERSION = "2";
  private static final String CHECKSUM = "sha256";

  /** What stands in the place of the checksum while it is computed. */
  private static final String NO_CHECKSUM = "0".repeat(64);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private CheckpointFormat() {}

  static Safetensors encoded(Checkpoint checkpoint) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", VERSION);
    metadata.put("spec", json(checkpoint.spec()));
    metadata.put("classes", json(checkpoint.classes()));
    metadata.put("provenance", json(new TreeMap<>(checkpoint.provenance())));
    if (!checkpoint.kept().isEmpty()) {
      metadata.put("kept", json(checkpoint.kept()));
    }
    metadata.put(CHECKSUM, NO_CHECKSUM);
    Safetensors out = Safetensors.empty(metadata);
    checkpoint
        .spec()
        .parameters()
        .forEach(p -> out.put(p.name(), checkpoint.parameters().get(p.name())));
    out.metadata().put(CHECKSUM, Hashes.sha256Hex(out.bytes()));
    return out;
  }

  static Checkpoint read(Path file) throws IOException {
    byte[] content = Safetensors.load(file);
    Safetensors in = Safetensors.parse(file.toString(), content);
    Map<String, String> metadata = in.metadata();
    require(file, metadata, "format", FORMAT);
    boolean tensorsAlone = TENSORS_ALONE.equals(metadata.get("version"));
    if (!tensorsAlone) {
      require(file, metadata, "version", VERSION);
    }
    require(
        file,
        metadata,
        CHECKSUM,
        Hashes.sha256Hex(
            tensorsAlone
                ? in.data()
                : withoutChecksum(content, metadata.getOrDefault(CHECKSUM, ""))));
    NetworkSpec spec = parse(file, metadata, "spec", new TypeReference<>() {});
    List<String> classes = parse(file, metadata, "classes", new TypeReference<>() {});
    Map<String, String> provenance = parse(file, metadata, "provenance", new TypeReference<>() {});
    List<KeptIndices> kept =
        metadata.containsKey("kept")
            ? parse(file, metadata, "kept", new TypeReference<>() {})
            : List.of();
    try {
      return new Checkpoint(spec, classes, parameters(file, in, spec), provenance, kept);
    } catch (SpecException e) {
      throw new InputException(file, e.field(), e.getMessage(), "a consistent checkpoint");
    }
  }

  private static Parameters parameters(Path file, Safetensors in, NetworkSpec spec)
      throws InputException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      if (!in.names().contains(parameter.name())) {
        throw new InputException(
            file, parameter.name(), "nothing", Arrays.toString(parameter.shape()));
      }
      tensors.put(parameter.name(), in.tensor(parameter.name()));
    }
    return new Parameters(tensors);
  }

  /** The bytes of a file with zeros for the digits of its checksum, where they first stand. */
  private static byte[] withoutChecksum(byte[] content, String checksum) {
    byte[] cleared = content.clone();
    String header =
        new String(content, 0, Safetensors.headerBytes(content), StandardCharsets.ISO_8859_1);
    int at = header.indexOf('"' + checksum + '"');
    if (at >= 0) {
      Arrays.fill(cleared, at + 1, at + 1 + checksum.length(), (byte) '0');
    }
    return cleared;
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
      JsonNode tree = JSON.readTree(metadata.getOrDefault(field, ""));
      if (!tree.isContainerNode() || hasNull(tree)) {
        throw new InputException(
            file, "metadata " + field, tree.isContainerNode() ? "a null in it" : tree, what(field));
      }
      return JSON.readerFor(type).readValue(tree);
    } catch (JsonProcessingException e) {
      throw new InputException(file, "metadata " + field, e.getOriginalMessage(), what(field))
          .because(e);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a text cannot fail to be read", e);
    }
  }

  /** Nothing that is written is null: what is absent has no key. */
  private static boolean hasNull(JsonNode tree) {
    for (JsonNode child : tree) {
      if (child.isNull() || hasNull(child)) {
        return true;
      }
    }
    return false;
  }

  private static String what(String field) {
    return "JSON of a " + field + ", without null";
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
