/*
 * The power spectrum of the window: Hann window, a real transform of 512 as a complex one of 256
 * (radix 2, decimation in time, one rounding a product), unpacked to twice the spectrum.
 *
 * Points stay below 2^24. Where the processor has no long multiplication, products of points below
 * 2^16 fit 32 bits; others are taken apart, as x = 2^14 (x >> 14) + (x mod 2^14) and the first part's
 * product is a multiple of 2^14, which no rounding touches.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#define SHIFT 14
#define BELOW ((1 << SHIFT) - 1)
#define HALF (1 << (SHIFT - 1))

/* Where the first four points of a group of 64 go: the bits of 0 to 63 in reverse, times 4. */
static const uint8_t reversed[64] = {
    0, 128, 64, 192, 32, 160, 96,  224, 16, 144, 80, 208, 48, 176, 112, 240,
    8, 136, 72, 200, 40, 168, 104, 232, 24, 152, 88, 216, 56, 184, 120, 248,
    4, 132, 68, 196, 36, 164, 100, 228, 20, 148, 84, 212, 52, 180, 116, 244,
    12, 140, 76, 204, 44, 172, 108, 236, 28, 156, 92, 220, 60, 188, 124, 252};

/* Sample i under the window. */
static inline int32_t windowed(unsigned i) {
  return (ks.samples[i] * (int32_t)ks_hann[i] + (1 << 14)) >> 15;
}

/* Window, padding with zeros and the first two stages, which turn by 1 and -j alone. */
static void begin(void) {
  for (unsigned r = 0; r < 64; r++) {
    union ks_bin *to = ks.bins + reversed[r];
    unsigned i = 2 * r;
    int32_t re0 = windowed(i);
    int32_t im0 = windowed(i + 1);
    int32_t re1 = windowed(i + 256);
    int32_t im1 = windowed(i + 257);
    int32_t re2 = windowed(i + 128);
    int32_t im2 = windowed(i + 129);
    int32_t re3 = 0;
    int32_t im3 = 0;
    if (i + 385 < KS_WINDOW_SAMPLES) {
      re3 = windowed(i + 384);
      im3 = windowed(i + 385);
    }
    to[0].point.re = re0 + re1 + re2 + re3;
    to[0].point.im = im0 + im1 + im2 + im3;
    to[1].point.re = re0 - re1 + im2 - im3;
    to[1].point.im = im0 - im1 - re2 + re3;
    to[2].point.re = re0 + re1 - re2 - re3;
    to[2].point.im = im0 + im1 - im2 - im3;
    to[3].point.re = re0 - re1 - im2 + im3;
    to[3].point.im = im0 - im1 + re2 - re3;
  }
}

/* low, high = low + turned, low - turned */
static inline void join(union ks_bin *low, union ks_bin *high, int32_t re, int32_t im) {
  int32_t x = low->point.re;
  int32_t y = low->point.im;
  low->point.re = x + re;
  low->point.im = y + im;
  high->point.re = x - re;
  high->point.im = y - im;
}

#if !KS_LONG_MULTIPLY
/* Whether both are within 17 bits, sign included. */
static inline bool narrow(int32_t x, int32_t y) {
  return (((uint32_t)x + 65536U) | ((uint32_t)y + 65536U)) < 131072U;
}
#endif

/* Turns the higher point by exp(-j angle), c and s its cosine and sine, and joins it to the lower. */
static inline void butterfly(union ks_bin *low, union ks_bin *high, int32_t c, int32_t s) {
  int32_t x = high->point.re;
  int32_t y = high->point.im;
#if KS_LONG_MULTIPLY
  join(low, high, (int32_t)(((int64_t)x * c + (int64_t)y * s + HALF) >> SHIFT),
       (int32_t)(((int64_t)y * c - (int64_t)x * s + HALF) >> SHIFT));
#else
  if (narrow(x, y)) {
    join(low, high, (x * c + y * s + HALF) >> SHIFT, (y * c - x * s + HALF) >> SHIFT);
  } else {
    int32_t u = x >> SHIFT;
    int32_t v = y >> SHIFT;
    x &= BELOW;
    y &= BELOW;
    join(low, high, u * c + v * s + ((x * c + y * s + HALF) >> SHIFT),
         v * c - u * s + ((y * c - x * s + HALF) >> SHIFT));
  }
#endif
}

/* One stage: partial transforms of half points become some of twice as many. */
static void stage(unsigned half) {
  unsigned quarter = half / 2;
  unsigned step = KS_POINTS / half;
  for (union ks_bin *at = ks.bins; at < ks.bins + KS_POINTS; at += 2 * half) {
    union ks_bin *high = at + half;
    join(at, high, high->point.re, high->point.im);
    high += quarter;
    join(at + quarter, high, high->point.im, -high->point.re);
  }
  for (unsigned k = 1; k < quarter; k++) {
    int32_t c = ks_cosine[k * step];
    int32_t s = ks_cosine[KS_POINTS / 2 - k * step];
    for (union ks_bin *at = ks.bins + k; at < ks.bins + KS_POINTS; at += 2 * half) {
      butterfly(at, at + half, c, s);
      butterfly(at + quarter, at + quarter + half, -s, c);
    }
  }
}

static inline void set_power(union ks_bin *bin, int32_t re, int32_t im) {
#if KS_LONG_MULTIPLY
  uint64_t power = (uint64_t)((int64_t)re * re + (int64_t)im * im);
#else
  if (narrow(re * 2, im * 2)) {
    bin->power.low = (uint32_t)(re * re) + (uint32_t)(im * im);
    bin->power.high = 0;
    return;
  }
  /* In parts of 13 bits. */
  uint32_t x = (uint32_t)(re < 0 ? -re : re);
  uint32_t y = (uint32_t)(im < 0 ? -im : im);
  uint32_t u = x >> 13;
  uint32_t v = y >> 13;
  x &= 8191;
  y &= 8191;
  uint64_t power =
      ((uint64_t)(u * u + v * v) << 26) + ((uint64_t)(u * x + v * y) << 14) + (x * x + y * y);
#endif
  bin->power.low = (uint32_t)power;
  bin->power.high = (uint32_t)(power >> 32);
}

/* From the transform of pairs to the power of the bins of the real signal, two bins at once. */
static void unpack(void) {
  union ks_bin *bins = ks.bins;
  int32_t re = bins[0].point.re;
  int32_t im = bins[0].point.im;
  set_power(&bins[0], 2 * (re + im), 0);
  set_power(&bins[KS_POINTS], 2 * (re - im), 0);
  for (unsigned k = 1; k < KS_POINTS / 2; k++) {
    union ks_bin *low = bins + k;
    union ks_bin *high = bins + KS_POINTS - k;
    int32_t c = ks_cosine[k];
    int32_t s = ks_cosine[KS_POINTS / 2 - k];
    int32_t even_re = low->point.re + high->point.re;
    int32_t even_im = low->point.im - high->point.im;
    int32_t x = low->point.re - high->point.re;
    int32_t y = low->point.im + high->point.im;
    int32_t re_low;
    int32_t re_high;
    int32_t turned_im;
#if KS_LONG_MULTIPLY
    int64_t product = (int64_t)y * c - (int64_t)x * s;
    re_low = (int32_t)((HALF + product) >> SHIFT);
    re_high = (int32_t)((HALF - product) >> SHIFT);
    turned_im = (int32_t)((HALF - (int64_t)x * c - (int64_t)y * s) >> SHIFT);
#else
    if (narrow(x, y)) {
      int32_t product = y * c - x * s;
      re_low = (HALF + product) >> SHIFT;
      re_high = (HALF - product) >> SHIFT;
      turned_im = (HALF - x * c - y * s) >> SHIFT;
    } else {
      int32_t u = x >> SHIFT;
      int32_t v = y >> SHIFT;
      x &= BELOW;
      y &= BELOW;
      int32_t above = v * c - u * s;
      int32_t below = y * c - x * s;
      re_low = above + ((HALF + below) >> SHIFT);
      re_high = ((HALF - below) >> SHIFT) - above;
      turned_im = ((HALF - x * c - y * s) >> SHIFT) - u * c - v * s;
    }
#endif
    set_power(low, even_re + re_low, turned_im + even_im);
    set_power(high, even_re + re_high, turned_im - even_im);
  }
  union ks_bin *middle = bins + KS_POINTS / 2;
  set_power(middle, 2 * middle->point.re, 2 * middle->point.im);
}

void ks_spectrum(void) {
  begin();
  for (unsigned half = 4; half < KS_POINTS; half *= 2) {
    stage(half);
  }
  unpack();
}
