package org.keyspike.pipeline.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * An event file for TensorBoard, in the form that the package documentation describes.
 *
 * @param path the file; TensorBoard knows it by {@code tfevents} in its name
 */
record EventFile(Path path) {
  private static final String VERSION = "brain.Event:2";
  private static final int MASK = 0xa282ead8;

  /** Bytes of a record beside its data. */
  private static final int FRAME = 8 + 4 + 4;

  /** Where the data of a record begins. */
  private static final int DATA = 8 + 4;

  /** The numbers of the fields that are written. */
  private static final int WALL_TIME = 1;

  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  /** Something that is written to a message. */
  private interface Content {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  /**
   * Makes the file, or cuts off what is behind its first events.
   *
   * @param events so many are kept, as far as they are there and whole
   * @param wallTime seconds since 1970, of a file that is made
   */
  void open(int events, double wallTime) throws IOException {
    Files.createDirectories(path.getParent());
    ByteBuffer there =
        ByteBuffer.wrap(Files.exists(path) ? Files.readAllBytes(path) : new byte[0])
            .order(ByteOrder.LITTLE_ENDIAN);
    int end = 0;
    for (int record = 0; record < 1 + events && whole(there, end); record++) {
      end += FRAME + (int) there.getLong(end);
    }
    if (end > 0) {
      try (var channel = Files.newByteChannel(path, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
    } else {
      Files.deleteIfExists(path);
      append(
          out -> {
            out.writeDouble(WALL_TIME, wallTime);
            out.writeString(FILE_VERSION, VERSION);
          });
    }
  }

  /** Whether a whole record begins at a place. */
  private static boolean whole(ByteBuffer file, int at) {
    if (file.limit() - at < FRAME) {
      return false;
    }
    long length = file.getLong(at);
    return length >= 0
        && length <= file.limit() - at - FRAME
        && file.getInt(at + 8) == crc(file.array(), at, 8)
        && file.getInt(at + DATA + (int) length) == crc(file.array(), at + DATA, (int) length);
  }

  /** Adds an event with the values of all curves at a step. */
  void append(double wallTime, int step, Map<String, Double> scalars) throws IOException {
    byte[] summary =
        message(
            out -> {
              for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
                out.writeByteArray(VALUE, value(scalar.getKey(), scalar.getValue()));
              }
            });
    append(
        out -> {
          out.writeDouble(WALL_TIME, wallTime);
          out.writeInt64(STEP, step);
          out.writeByteArray(SUMMARY, summary);
        });
  }

  private static byte[] value(String tag, double value) throws IOException {
    return message(
        out -> {
          out.writeString(TAG, tag);
          out.writeFloat(SIMPLE_VALUE, (float) value);
        });
  }

  private static byte[] message(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    content.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  /** In one write, so that a reader hardly ever sees half a record; one that does waits. */
  private void append(Content event) throws IOException {
    byte[] data = message(event);
    ByteBuffer record =
        ByteBuffer.allocate(FRAME + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(data.length);
    record.putInt(crc(record.array(), 0, 8)).put(data).putInt(crc(data, 0, data.length));
    Files.write(path, record.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
