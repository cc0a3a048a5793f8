package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;

class SafetensorsTest {
  @TempDir Path folder;

  private Path file(String header, ByteBuffer data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + json.length + data.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(json.length).put(json).put(data.array());
    return Files.write(folder.resolve("made.safetensors"), all.array());
  }

  private static ByteBuffer data(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void everyTypeIsReadInItsPlace() throws IOException {
    ByteBuffer data = data(32);
    data.putDouble(0.1).putDouble(-3).putInt(7).putInt(-8).putFloat(0.5f).putFloat(2);
    Safetensors found =
        Safetensors.read(
            file(
                "{\"__metadata__\":{\"who\":\"me\"},"
                    + "\"d\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},"
                    + "\"i\":{\"dtype\":\"I32\",\"shape\":[1,2],\"data_offsets\":[16,24]},"
                    + "\"f\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[24,32]},"
                    + "\"nothing\":{\"dtype\":\"F32\",\"shape\":[0,2],\"data_offsets\":[32,32]}}",
                data));
    assertEquals(Map.of("who", "me"), found.metadata());
    assertEquals(Set.of("d", "i", "f", "nothing"), found.names());
    assertArrayEquals(new double[] {0.1, -3}, found.doubles("d"));
    assertArrayEquals(new int[] {7, -8}, found.ints("i"));
    assertArrayEquals(new int[] {1, 2}, found.shape("i"));
    assertEquals(new Tensor(new int[] {2, 1}, new float[] {0.5f, 2}), found.tensor("f"));
    assertEquals(0, found.doubles("nothing").length);
    ArithmeticException none = assertThrows(ArithmeticException.class, () -> found.ints("f"));
    assertEquals("f[0] is 0.5, not an integer", none.getMessage());
    NoSuchElementException e = assertThrows(NoSuchElementException.class, () -> found.doubles("x"));
    assertTrue(e.getMessage().contains("no tensor x"), e.getMessage());
  }

  /** The order of names is free; places are those of the offsets. */
  @Test
  void tensorsMayBeNamedInAnyOrder() throws IOException {
    Safetensors found =
        Safetensors.read(
            file(
                "{\"b\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                    + "\"a\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                data(8).putInt(1).putInt(2)));
    assertArrayEquals(new int[] {1}, found.ints("a"));
    assertArrayEquals(new int[] {2}, found.ints("b"));
  }

  /** The header is filled up to a multiple of 8 with spaces; a multiple of 8 already gets none. */
  @Test
  void whatIsWrittenIsLaidOutToTheByte() throws IOException {
    for (String metadata : new String[] {"a", "abcdefg"}) {
      Safetensors out = Safetensors.empty(Map.of("k", metadata));
      out.put("x", new Tensor(new int[] {1, 2}, new float[] {1, -2}));
      out.put("y", new Tensor(new int[] {1}, new float[] {4}));
      String json =
          "{\"__metadata__\":{\"k\":\""
              + metadata
              + "\"},\"x\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
              + "\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
      while (json.length() % 8 != 0) {
        json += " ";
      }
      ByteBuffer expected = data(8 + json.length() + 12);
      expected.putLong(json.length()).put(json.getBytes(StandardCharsets.UTF_8));
      expected.putFloat(1).putFloat(-2).putFloat(4);
      Path file = folder.resolve("written");
      out.write(file);
      assertArrayEquals(expected.array(), Files.readAllBytes(file));
      assertArrayEquals(expected.array(), out.bytes());
    }
  }

  @Test
  void whatDoesNotFitIsRefusedByItsField() throws IOException {
    Path file = folder.resolve("bad");
    Files.write(file, new byte[7]);
    refused("length", file);
    Files.write(file, new byte[8]);
    refused("header length", file);
    ByteBuffer tooLong = data(8 + 2).putLong(3).put("{}".getBytes(StandardCharsets.UTF_8));
    Files.write(file, tooLong.array());
    refused("header length", file);
    Files.write(file, data(8 + 2).putLong(1).array());
    refused("header length", file);
    refused("header", file("[]", data(0)));
    refused("header", file("{]", data(0)));
    assertTrue(Safetensors.read(file("{}", data(0))).names().isEmpty());
    refused("x.dtype", tensor("BF16", "[1]", 0, 2));
    refused("x.data_offsets", tensor("F32", "[1]", 0, 8));
    refused("x.data_offsets", tensor("F32", "[2]", -8, 0));
    refused("x.data_offsets", tensor("F32", "[2]", 4, 12));
    refused("x.data_offsets", tensor("F32", "[-1,-2]", 0, 8));
    refused("x.data_offsets", tensor("F32", "2", 0, 8));
    refused("x.data_offsets", tensor("F32", "[65536,65536,65536]", 0, 8));
    assertEquals(2, Safetensors.read(tensor("F32", "[2]", 0, 8)).doubles("x").length);
    assertEquals(1, Safetensors.read(tensor("F64", "[1]", 0, 8)).doubles("x").length);
  }

  private Path tensor(String dtype, String shape, int from, int to) throws IOException {
    return file(
        "{\"x\":{\"dtype\":\""
            + dtype
            + "\",\"shape\":"
            + shape
            + ",\"data_offsets\":["
            + from
            + ","
            + to
            + "]}}",
        data(8));
  }

  private static void refused(String field, Path file) {
    InputException e = assertThrows(InputException.class, () -> Safetensors.read(file));
    assertTrue(e.getMessage().contains(field + ": found"), e.getMessage());
  }
}
