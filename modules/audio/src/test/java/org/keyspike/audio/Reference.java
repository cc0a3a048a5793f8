package org.keyspike.audio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tensors of a golden file, flattened, as doubles: as much of safetensors as these files use. */
record Reference(Map<String, double[]> tensors) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "\"([\\w/-]+)\":\\s*\\{\"dtype\":\\s*\"(\\w+)\",\\s*\"shape\":\\s*\\[[^]]*],"
              + "\\s*\"data_offsets\":\\s*\\[(\\d+),\\s*(\\d+)]}");

  /** From the folder of {@code keyspike.reference} if there is one, else the tests' own copy. */
  static Reference named(String name) throws IOException {
    String folder = System.getProperty("keyspike.reference", "");
    if (!folder.isEmpty()) {
      return read(Path.of(folder, name));
    }
    try (InputStream in = Reference.class.getResourceAsStream("/reference/" + name)) {
      return parse(in.readAllBytes());
    }
  }

  /**
   * Of recorded clips, which are not in the repository: from the folder of {@code
   * keyspike.reference}, else from the one beside the data; skips the test where there is none.
   */
  static Reference recorded(String name) throws IOException {
    String folder = System.getProperty("keyspike.reference", "");
    Path file =
        folder.isEmpty()
            ? Path.of(System.getProperty("keyspike.data", "missing"), "..", "reference", name)
            : Path.of(folder, name);
    assumeTrue(Files.exists(file), "recorded clips are not in the repository: no " + file);
    return read(file);
  }

  /** A tensor of 16-bit integers. */
  short[] shorts(String name) {
    double[] values = tensors.get(name);
    short[] shorts = new short[values.length];
    for (int i = 0; i < shorts.length; i++) {
      shorts[i] = (short) values[i];
    }
    return shorts;
  }

  /** A tensor of integers. */
  int[] ints(String name) {
    return Arrays.stream(tensors.get(name)).mapToInt(value -> (int) value).toArray();
  }

  static Reference read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  private static Reference parse(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong(0);
    Matcher entry = ENTRY.matcher(new String(content, 8, length, StandardCharsets.UTF_8));
    Map<String, double[]> tensors = new LinkedHashMap<>();
    while (entry.find()) {
      int from = 8 + length + Integer.parseInt(entry.group(3));
      int to = 8 + length + Integer.parseInt(entry.group(4));
      tensors.put(entry.group(1), values(bytes.slice(from, to - from), entry.group(2)));
    }
    return new Reference(tensors);
  }

  private static double[] values(ByteBuffer slice, String type) {
    ByteBuffer bytes = slice.order(ByteOrder.LITTLE_ENDIAN);
    int width =
        switch (type) {
          case "F64", "I64" -> 8;
          case "F32", "I32" -> 4;
          case "I16" -> 2;
          default -> throw new IllegalArgumentException("type " + type);
        };
    double[] values = new double[bytes.capacity() / width];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case "F64" -> bytes.getDouble(8 * i);
            case "I64" -> bytes.getLong(8 * i);
            case "F32" -> bytes.getFloat(4 * i);
            case "I32" -> bytes.getInt(4 * i);
            default -> bytes.getShort(2 * i);
          };
    }
    return values;
  }
}
