package org.keyspike.pipeline.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damage to valid files: bits, lengths, ends, splices, and tokens of text, drawn from a seed. */
public final class Mutations {
  private static final byte[] BYTES = {0, 1, 2, 0x7F, (byte) 0x80, (byte) 0xFF, '"', '{', '\n'};
  private static final long[] LENGTHS = {
    0, 1, 2, 255, 0x7FFF, 0xFFFF, 1 << 20, Integer.MAX_VALUE, 0x80000000L, 0xFFFFFFFFL, -1, 1L << 40
  };
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"\\\\]*\"|-?[0-9][0-9.eE+-]*|true|false|null|[\\[\\]{},:]|[A-Za-z]+");
  private static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1",
          "2147483647",
          "2147483648",
          "-2147483649",
          "1e999",
          "-0.0",
          "0.5",
          "NaN",
          "\"\"",
          "\"x\"",
          "\"1\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "{\"a\":1}",
          "[".repeat(3000),
          "9".repeat(500),
          "\"\u0000\"",
          "\"\uD800\"",
          ",",
          ":",
          "}",
          "\\");

  private final SplittableRandom random;

  public Mutations(SplittableRandom random) {
    this.random = random;
  }

  /** One to four changes. */
  public byte[] bytes(byte[] valid) {
    byte[] changed = valid.clone();
    for (int times = random.nextInt(1, 5); times > 0 && changed.length > 0; times--) {
      changed = once(changed, valid);
    }
    return changed;
  }

  /** One to three tokens replaced, lost or said twice. */
  public String tokens(String valid) {
    String changed = valid;
    for (int times = random.nextInt(1, 4); times > 0; times--) {
      List<int[]> places = new ArrayList<>();
      Matcher matcher = TOKEN.matcher(changed);
      while (matcher.find()) {
        places.add(new int[] {matcher.start(), matcher.end()});
      }
      if (places.isEmpty()) {
        return changed;
      }
      int[] at = places.get(random.nextInt(places.size()));
      int[] other = places.get(random.nextInt(places.size()));
      String token =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> changed.substring(other[0], other[1]);
            default -> TOKENS.get(random.nextInt(TOKENS.size()));
          };
      changed = changed.substring(0, at[0]) + token + changed.substring(at[1]);
    }
    return changed;
  }

  /** Tokens of a text, or bytes of it. */
  public byte[] text(byte[] valid) {
    return random.nextInt(4) == 0
        ? bytes(valid)
        : tokens(new String(valid, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] once(byte[] bytes, byte[] valid) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, random.nextInt(1, 40));
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = BYTES[random.nextInt(BYTES.length)];
      case 2 -> number(bytes, at);
      case 3 -> {
        // Most lengths stand near the beginning.
        number(bytes, random.nextInt(Math.min(bytes.length, 64)));
      }
      case 4 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        return join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
      }
      case 6 -> {
        int from = random.nextInt(valid.length);
        byte[] piece = Arrays.copyOfRange(valid, from, Math.min(valid.length, from + length));
        return join(
            join(Arrays.copyOf(bytes, at), piece), Arrays.copyOfRange(bytes, at, bytes.length));
      }
      default -> {
        int from = random.nextInt(valid.length);
        int size = Math.min(length, valid.length - from);
        System.arraycopy(valid, from, bytes, at, Math.min(size, bytes.length - at));
      }
    }
    return bytes;
  }

  private void number(byte[] bytes, int at) {
    int width = 1 << random.nextInt(4);
    if (at + width <= bytes.length) {
      long value = LENGTHS[random.nextInt(LENGTHS.length)] + random.nextInt(-1, 2);
      byte[] wide = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
      System.arraycopy(wide, 0, bytes, at, width);
    }
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
