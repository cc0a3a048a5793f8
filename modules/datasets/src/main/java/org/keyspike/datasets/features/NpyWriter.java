package org.keyspike.datasets.features;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.keyspike.io.Staging;

/**
 * Writes arrays as NumPy's {@code .npy}, version 1.0: the bytes {@code 0x93 NUMPY 1 0}, the length
 * of the header as unsigned 16 bit, the header, a Python literal padded with spaces and ended with
 * a newline so that data begin at a multiple of 64, then the values, little-endian, last index
 * fastest. A file appears whole or not at all.
 */
public final class NpyWriter {
  private static final int PREFIX = 10;
  private static final int ALIGNMENT = 64;
  private static final int MOST_HEADER = 0xffff;

  private NpyWriter() {}

  /**
   * Writes float32 values.
   *
   * @param shape its product is the number of values
   * @throws IllegalArgumentException if it is not
   */
  public static void write(Path file, float[] values, int... shape) throws IOException {
    checkShape(values.length, shape);
    write(file, "<f4", shape, out -> put(out, values));
  }

  /**
   * Writes int32 values.
   *
   * @param shape its product is the number of values
   * @throws IllegalArgumentException if it is not
   */
  public static void write(Path file, int[] values, int... shape) throws IOException {
    checkShape(values.length, shape);
    write(
        file,
        "<i4",
        shape,
        out -> {
          ByteBuffer bytes = bytes(values.length * Integer.BYTES);
          bytes.asIntBuffer().put(values);
          out.write(bytes.array());
        });
  }

  /**
   * Writes the features of a part as (N, T, C), T the frames of its longest clip, zeros where a
   * clip has ended.
   */
  public static void write(Path file, LabelledFeatures features) throws IOException {
    int[] shape = {features.size(), features.maxFrames(), features.bands()};
    write(
        file,
        "<f4",
        shape,
        out -> {
          for (int clip = 0; clip < shape[0]; clip++) {
            float[] values = new float[shape[1] * shape[2]];
            features.read(clip, values, 0);
            put(out, values);
          }
        });
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static void write(Path file, String type, int[] shape, Content content)
      throws IOException {
    try (Staging staging = Staging.beside(file)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(staging.path()))) {
        out.write(header(type, shape));
        content.writeTo(out);
      }
      staging.commitFile();
    }
  }

  private static byte[] header(String type, int[] shape) {
    String sizes = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + sizes + "), }";
    int end = (PREFIX + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    int length = end - PREFIX;
    if (length > MOST_HEADER) {
      throw new IllegalArgumentException(shape.length + " dimensions do not fit a header");
    }
    ByteBuffer header = bytes(end);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) length);
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.position() < end - 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  private static void put(OutputStream out, float[] values) throws IOException {
    ByteBuffer bytes = bytes(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void checkShape(int values, int[] shape) {
    long product = 1;
    for (int size : shape) {
      product = Math.multiplyExact(product, (long) size);
    }
    if (product != values) {
      throw new IllegalArgumentException(
          "found " + values + " values, expected " + product + " for " + Arrays.toString(shape));
    }
  }
}
