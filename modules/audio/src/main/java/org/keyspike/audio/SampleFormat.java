package org.keyspike.audio;

import java.nio.ByteBuffer;

/** The format of one sample in a file. Integers of b bits are divided by 2^(b−1). */
enum SampleFormat {
  /** Unsigned, 128 is zero. */
  UNSIGNED_8(1) {
    @Override
    double at(ByteBuffer bytes, int position) {
      return ((bytes.get(position) & 0xFF) - 128) / 128.0;
    }
  },
  SIGNED_16(2) {
    @Override
    double at(ByteBuffer bytes, int position) {
      return bytes.getShort(position) / 32768.0;
    }
  },
  /** Little-endian, whatever the order of the buffer: only WAV has it. */
  SIGNED_24(3) {
    @Override
    double at(ByteBuffer bytes, int position) {
      int low = bytes.get(position) & 0xFF;
      int middle = bytes.get(position + 1) & 0xFF;
      return (bytes.get(position + 2) << 16 | middle << 8 | low) / 8388608.0;
    }
  },
  SIGNED_32(4) {
    @Override
    double at(ByteBuffer bytes, int position) {
      return bytes.getInt(position) / 2147483648.0;
    }
  },
  FLOAT_32(4) {
    @Override
    double at(ByteBuffer bytes, int position) {
      return bytes.getFloat(position);
    }
  },
  FLOAT_64(8) {
    @Override
    double at(ByteBuffer bytes, int position) {
      return bytes.getDouble(position);
    }
  },
  /** ITU-T G.711 µ-law: the 14-bit value on the 16-bit scale. */
  MU_LAW(1) {
    @Override
    double at(ByteBuffer bytes, int position) {
      int code = ~bytes.get(position) & 0xFF;
      int magnitude = (((code & 0x0F) << 3) + MU_LAW_BIAS << (code >> 4 & 7)) - MU_LAW_BIAS;
      return ((code & 0x80) == 0 ? magnitude : -magnitude) / 32768.0;
    }
  };

  private static final int MU_LAW_BIAS = 132;

  private final int bytes;

  SampleFormat(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one sample of one channel. */
  int bytes() {
    return bytes;
  }

  /** The sample that starts at a byte position, full scale ±1, not clipped. */
  abstract double at(ByteBuffer bytes, int position);
}
