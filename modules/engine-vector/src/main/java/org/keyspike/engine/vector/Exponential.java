package org.keyspike.engine.vector;

/**
 * e^x in float32, the same bits on every machine: x = w ln 2 + r with a whole w, e^r by its series
 * to r⁶ on |r| ≤ ½ ln 2 (relative error below 2⁻²²), and w added to the exponent. Adding 1.5 · 2²³
 * rounds to a whole number and leaves it in the lowest bits.
 */
final class Exponential {
  /** e^x of less is taken for e^−87, the smallest that keeps the exponent's bits in order. */
  static final float SMALLEST = -87;

  static final float MAGIC = 12582912f;
  static final float LOG2_E = 1.44269504f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final float C2 = 1 / 2f;
  static final float C3 = 1 / 6f;
  static final float C4 = 1 / 24f;
  static final float C5 = 1 / 120f;
  static final float C6 = 1 / 720f;

  private Exponential() {}

  /** e^x for x from −87 to 88. */
  static float of(float x) {
    float shifted = x * LOG2_E + MAGIC;
    float whole = shifted - MAGIC;
    float r = x - whole * LN2_HIGH - whole * LN2_LOW;
    float p = (((((C6 * r + C5) * r + C4) * r + C3) * r + C2) * r + 1) * r + 1;
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(shifted) << 23));
  }

  /** kσ(kz)(1 − σ(kz)). */
  static float sigmoidDerivative(float z, float k) {
    float e = of(Math.max(-Math.abs(k * z), SMALLEST));
    float d = 1 + e;
    return k * e / (d * d);
  }
}
