package org.keyspike.network;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;

/**
 * A safetensors file in memory: named arrays of F32, F64 or I32 and string metadata. The layout is
 * described in the package documentation.
 */
public final class Safetensors {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int LARGEST_HEADER = 100_000_000;

  /** What fits an array on every Java virtual machine. */
  private static final int LARGEST_FILE = Integer.MAX_VALUE - 8;

  private final Map<String, String> metadata;
  private final Map<String, Entry> entries;

  private Safetensors(Map<String, String> metadata, Map<String, Entry> entries) {
    this.metadata = metadata;
    this.entries = entries;
  }

  /** The place of a tensor among the bytes after the header. */
  private record Part(String name, long from, long to) {}

  private record Entry(DType dtype, int[] shape, ByteBuffer bytes) {}

  private enum DType {
    F32(4),
    F64(8),
    I32(4);

    private final int width;

    DType(int width) {
      this.width = width;
    }
  }

  /** An empty file to be filled. */
  public static Safetensors empty(Map<String, String> metadata) {
    return new Safetensors(new LinkedHashMap<>(metadata), new LinkedHashMap<>());
  }

  /** Adds a float tensor. */
  public void put(String name, Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.data().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.data());
    entries.put(name, new Entry(DType.F32, tensor.shape(), bytes));
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is not a safetensors file, is cut short, has bytes that belong to
   *     no tensor or to two, or holds a type other than F32, F64 and I32
   */
  public static Safetensors read(Path file) throws IOException {
    return parse(file.toString(), load(file));
  }

  /** The bytes of a file that may be one. */
  static byte[] load(Path file) throws IOException {
    InputException.requireNoPipe(file, "a safetensors file");
    if (Files.size(file) > LARGEST_FILE) {
      throw new InputException(
          file, "length", Files.size(file) + " bytes", "at most " + LARGEST_FILE + " bytes");
    }
    return Files.readAllBytes(file);
  }

  /**
   * Reads the bytes of a file.
   *
   * @param file its name, for messages
   */
  static Safetensors parse(String file, byte[] content) throws InputException {
    ByteBuffer all = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (all.remaining() < 8) {
      throw new InputException(file, "length", all.remaining(), "at least 8 bytes");
    }
    long headerLength = all.getLong();
    if (headerLength < 2 || headerLength > Math.min(LARGEST_HEADER, all.remaining())) {
      throw new InputException(
          file,
          "header length",
          headerLength,
          "2 to " + all.remaining() + ", the bytes that follow");
    }
    byte[] header = new byte[(int) headerLength];
    all.get(header);
    JsonNode root = header(file, header);
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Entry> entries = new LinkedHashMap<>();
    ByteBuffer data = all.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals("__metadata__")) {
        field.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        entries.put(field.getKey(), entry(file, field.getKey(), field.getValue(), data, parts));
      }
    }
    requireCovered(file, parts, data.limit());
    return new Safetensors(metadata, entries);
  }

  /** The bytes before those of the tensors, of a file that was parsed. */
  static int headerBytes(byte[] content) {
    return 8 + (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static JsonNode header(String file, byte[] header) throws InputException {
    JsonNode root;
    try {
      root = JSON.readTree(header);
    } catch (IOException e) {
      throw new InputException(file, "header", "no JSON", "a JSON object").because(e);
    }
    if (!root.isObject()) {
      throw new InputException(file, "header", root.getNodeType(), "a JSON object");
    }
    return root;
  }

  /** Every byte after the header must belong to one tensor, as the format says. */
  private static void requireCovered(String file, List<Part> parts, int length)
      throws InputException {
    parts.sort(Comparator.comparingLong(Part::from).thenComparingLong(Part::to));
    long next = 0;
    for (Part part : parts) {
      if (part.from != next) {
        throw new InputException(
            file, part.name + ".data_offsets", "a beginning at " + part.from, "one at " + next);
      }
      next = part.to;
    }
    if (next != length) {
      throw new InputException(
          file, "length", length + " bytes after the header", next + ", those of all tensors");
    }
  }

  private static Entry entry(
      String file, String name, JsonNode node, ByteBuffer data, List<Part> parts)
      throws InputException {
    DType dtype;
    try {
      dtype = DType.valueOf(node.path("dtype").asText());
    } catch (IllegalArgumentException e) {
      throw new InputException(
          file, name + ".dtype", node.path("dtype").asText("nothing"), "F32, F64 or I32");
    }
    JsonNode extents = node.path("shape");
    int[] shape = new int[extents.size()];
    long size = dtype.width;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = extents.get(i).asInt(-1);
      size = shape[i] < 0 || size < 0 || size > Integer.MAX_VALUE ? -1 : size * shape[i];
    }
    long from = node.path("data_offsets").path(0).asLong(-1);
    long to = node.path("data_offsets").path(1).asLong(-1);
    if (!extents.isArray() || size < 0 || from < 0 || to - from != size || to > data.limit()) {
      throw new InputException(
          file,
          name + ".data_offsets",
          from + " to " + to,
          size + " bytes within the " + data.limit() + " there are");
    }
    parts.add(new Part(name, from, to));
    return new Entry(
        dtype, shape, data.slice((int) from, (int) size).order(ByteOrder.LITTLE_ENDIAN));
  }

  public Map<String, String> metadata() {
    return metadata;
  }

  public Set<String> names() {
    return entries.keySet();
  }

  public int[] shape(String name) {
    return entry(name).shape.clone();
  }

  /** The values as doubles, whatever their type. */
  public double[] doubles(String name) {
    Entry entry = entry(name);
    double[] values = new double[Tensor.size(entry.shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.dtype) {
            case F32 -> entry.bytes.getFloat(4 * i);
            case F64 -> entry.bytes.getDouble(8 * i);
            case I32 -> entry.bytes.getInt(4 * i);
          };
    }
    return values;
  }

  /** The values as a float tensor, whatever their type. */
  public Tensor tensor(String name) {
    double[] values = doubles(name);
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return new Tensor(shape(name), floats);
  }

  /** The values as integers; they must be integers. */
  public int[] ints(String name) {
    double[] values = doubles(name);
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
      if (ints[i] != values[i]) {
        throw new ArithmeticException(name + "[" + i + "] is " + values[i] + ", not an integer");
      }
    }
    return ints;
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new NoSuchElementException("no tensor " + name + " among " + entries.keySet());
    }
    return entry;
  }

  /** The bytes of all tensors, in order. */
  byte[] data() {
    int size = entries.values().stream().mapToInt(entry -> entry.bytes.capacity()).sum();
    ByteBuffer data = ByteBuffer.allocate(size);
    entries.values().forEach(entry -> data.put(entry.bytes.duplicate().clear()));
    return data.array();
  }

  /** Writes the file, whole or not at all. The same content gives the same bytes. */
  public void write(Path file) throws IOException {
    byte[] header = header();
    AtomicFiles.write(
        file,
        out -> {
          out.write(header);
          out.write(data());
        });
  }

  /** The bytes of the file. */
  byte[] bytes() {
    byte[] header = header();
    byte[] data = data();
    byte[] all = Arrays.copyOf(header, header.length + data.length);
    System.arraycopy(data, 0, all, header.length, data.length);
    return all;
  }

  private byte[] header() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode strings = root.putObject("__metadata__");
      metadata.forEach(strings::put);
    }
    int offset = 0;
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      ObjectNode node = root.putObject(named.getKey());
      node.put("dtype", entry.dtype.name());
      for (int extent : entry.shape) {
        node.withArray("shape").add(extent);
      }
      int end = offset + entry.bytes.capacity();
      node.withArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer header = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.array();
  }
}
