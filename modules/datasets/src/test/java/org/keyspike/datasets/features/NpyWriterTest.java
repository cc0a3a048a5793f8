package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;

class NpyWriterTest {
  @TempDir Path folder;

  private record Npy(String header, ByteBuffer values) {
    static Npy read(Path file) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      byte[] magic = new byte[8];
      bytes.get(magic);
      assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, magic);
      byte[] header = new byte[Short.toUnsignedInt(bytes.getShort())];
      bytes.get(header);
      assertEquals(0, bytes.position() % 64, "aligned");
      assertEquals('\n', header[header.length - 1]);
      return new Npy(new String(header, StandardCharsets.US_ASCII).strip(), bytes);
    }
  }

  @Test
  void floats() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, new float[] {1, -2.5f, Float.MIN_VALUE, 4, 5, 6}, 2, 3);
    Npy npy = Npy.read(file);
    assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,), }", npy.header());
    float[] values = new float[6];
    npy.values().asFloatBuffer().get(values);
    assertArrayEquals(new float[] {1, -2.5f, Float.MIN_VALUE, 4, 5, 6}, values);
    assertEquals(24, npy.values().remaining());
  }

  @Test
  void integersOfOneDimension() throws IOException {
    Path file = folder.resolve("labels.npy");
    NpyWriter.write(file, new int[] {3, -1}, 2);
    Npy npy = Npy.read(file);
    assertEquals("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }", npy.header());
    assertEquals(3, npy.values().getInt());
    assertEquals(-1, npy.values().getInt());
  }

  @Test
  void partsPaddedToTheLongest() throws IOException {
    Path file = folder.resolve("part.npy");
    NpyWriter.write(file, new MemoryFeatures(new int[] {1, 2}, 2, false));
    Npy npy = Npy.read(file);
    assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2, 2,), }", npy.header());
    float[] values = new float[8];
    npy.values().asFloatBuffer().get(values);
    assertArrayEquals(new float[] {1, 2, 0, 0, 1001, 1002, 1011, 1012}, values);
    NpyWriter.write(file, new MemoryFeatures(new int[0], 2, false));
    assertEquals(0, Npy.read(file).values().remaining());
  }

  @Test
  void shapesAreChecked() {
    Path file = folder.resolve("a.npy");
    assertThrows(IllegalArgumentException.class, () -> NpyWriter.write(file, new float[5], 2, 3));
    assertThrows(
        IllegalArgumentException.class, () -> NpyWriter.write(file, new float[1], new int[40_000]));
    assertEquals(List.of(), Made.entries(folder));
  }
}
