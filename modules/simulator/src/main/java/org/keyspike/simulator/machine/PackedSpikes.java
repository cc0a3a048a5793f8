package org.keyspike.simulator.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Spikes from bytes, each 0 or 1, into the bits of a word and back, eight at a time.
 *
 * <pre>
 * pack    bytes s₀ … s₇ as a number Σ s_i·2^(8i); times Σ 2^(56−7j), its top byte is Σ s_i·2^i
 * unpack  the eight bits in each of eight bytes, of which byte i keeps bit i alone and turns it into 1
 * </pre>
 */
final class PackedSpikes {
  private static final int AT_ONCE = 8;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bit 0 of every byte. */
  private static final long ONES = 0x0101010101010101L;

  /** Bit i of byte i. */
  private static final long DIAGONAL = 0x8040201008040201L;

  /** Takes byte i to bit 56 + i. */
  private static final long GATHER = 0x0102040810204080L;

  /** Added to a byte, it reaches the top bit unless the byte was 0. */
  private static final long ALL_BUT_TOP = 0x7F7F7F7F7F7F7F7FL;

  private PackedSpikes() {}

  /** The word of up to 64 spikes, the first one lowest. */
  static long pack(byte[] spikes, int from, int count) {
    long word = 0;
    int i = 0;
    for (; i <= count - AT_ONCE; i += AT_ONCE) {
      long eight = (long) EIGHT.get(spikes, from + i);
      word |= (eight * GATHER >>> 56) << i;
    }
    for (; i < count; i++) {
      word |= (long) spikes[from + i] << i;
    }
    return word;
  }

  /** The spikes of the lowest bits of a word, up to 64. */
  static void unpack(long word, byte[] spikes, int from, int count) {
    int i = 0;
    for (; i <= count - AT_ONCE; i += AT_ONCE) {
      long alone = (word >>> i & 0xFF) * ONES & DIAGONAL;
      EIGHT.set(spikes, from + i, alone + ALL_BUT_TOP >>> 7 & ONES);
    }
    for (; i < count; i++) {
      spikes[from + i] = (byte) (word >>> i & 1);
    }
  }
}
