/*
 * The spectrum of the window: Hann window, a real transform of 512 as a complex one of 256 (radix 2,
 * decimation in time, one rounding a product), unpacked to twice the spectrum.
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

/* A right angle, in steps of the table, whose first entry is the cosine of minus that. */
#define RIGHT_ANGLE (KS_POINTS / 2)

/* Stages of up to so many angles go angle by angle, the others transform by transform. */
#define FEW_ANGLES 32

/* Where the first four points of a group of 64 go: the bits of 0 to 63 in reverse, times 4. */
static const uint8_t reversed[64] = {
    0, 128, 64, 192, 32, 160, 96,  224, 16, 144, 80, 208, 48, 176, 112, 240,
    8, 136, 72, 200, 40, 168, 104, 232, 24, 152, 88, 216, 56, 184, 120, 248,
    4, 132, 68, 196, 36, 164, 100, 228, 20, 148, 84, 212, 52, 180, 116, 244,
    12, 140, 76, 204, 44, 172, 108, 236, 28, 156, 92, 220, 60, 188, 124, 252};

/* Sample i under the window. */
static KS_INLINE int32_t windowed(const int16_t *samples, const uint16_t *window, unsigned i) {
  return (samples[i] * (int32_t)window[i] + (1 << 14)) >> 15;
}

/*
 * Points r, r + 64, r + 128 and r + 192 of the padded window through the first two stages, which turn
 * by 1 and -j alone; real parts are the even samples.
 */
static KS_NOINLINE void four(const int16_t *samples, const uint16_t *window, struct ks_point *to,
                             bool last) {
  int32_t re = windowed(samples, window, 0);
  int32_t other = windowed(samples, window, 256);
  int32_t even_re = re + other;
  int32_t odd_re = re - other;
  int32_t im = windowed(samples, window, 1);
  other = windowed(samples, window, 257);
  int32_t even_im = im + other;
  int32_t odd_im = im - other;
  re = windowed(samples, window, 128);
  im = windowed(samples, window, 129);
  int32_t sum_re = re;
  int32_t sum_im = im;
  if (last) {
    other = windowed(samples, window, 384);
    sum_re += other;
    re -= other;
    other = windowed(samples, window, 385);
    sum_im += other;
    im -= other;
  }
  to[0].re = even_re + sum_re;
  to[0].im = even_im + sum_im;
  to[2].re = even_re - sum_re;
  to[2].im = even_im - sum_im;
  to[1].re = odd_re + im;
  to[1].im = odd_im - re;
  to[3].re = odd_re - im;
  to[3].im = odd_im + re;
}

/* Window, padding with zeros and the first two stages. */
static void begin(void) {
  for (unsigned r = 0; r < 64; r++) {
    four(ks.samples + 2 * r, ks_hann + 2 * r, ks.bins + reversed[r],
         2 * r + 384 < KS_WINDOW_SAMPLES);
  }
}

/* low, high = low + turned, low - turned */
static KS_INLINE void join(struct ks_point *low, struct ks_point *high, int32_t re, int32_t im) {
  int32_t x = low->re;
  int32_t y = low->im;
  low->re = x + re;
  high->re = x - re;
  low->im = y + im;
  high->im = y - im;
}

#if !KS_LONG_MULTIPLY

/* Whether one of both is beyond 17 bits, sign included. */
static KS_INLINE bool wide(int32_t x, int32_t y) {
  return (((uint32_t)x + 65536U) | ((uint32_t)y + 65536U)) >> 17 != 0;
}

/* What turn does to a point, for large ones; apart, so that the usual way stays short. */
static KS_NOINLINE void turn_wide(struct ks_point *low, struct ks_point *high, int32_t c, int32_t s) {
  int32_t x = high->re;
  int32_t y = high->im;
  int32_t u = x >> SHIFT;
  int32_t v = y >> SHIFT;
  x &= BELOW;
  y &= BELOW;
  join(low, high, u * c + v * s + ((x * c + y * s + HALF) >> SHIFT),
       v * c - u * s + ((y * c - x * s + HALF) >> SHIFT));
}

#endif

/* Turns the higher point by exp(-j angle), c and s its cosine and sine, and joins it to the lower. */
static KS_INLINE void butterfly(struct ks_point *low, struct ks_point *high, int32_t c, int32_t s) {
  int32_t x = high->re;
  int32_t y = high->im;
#if KS_LONG_MULTIPLY
  join(low, high, (int32_t)(((int64_t)x * c + (int64_t)y * s + HALF) >> SHIFT),
       (int32_t)(((int64_t)y * c - (int64_t)x * s + HALF) >> SHIFT));
#else
  if (KS_RARELY(wide(x, y))) {
    turn_wide(low, high, c, s);
  } else {
    join(low, high, (x * c + y * s + HALF) >> SHIFT, (y * c - x * s + HALF) >> SHIFT);
  }
#endif
}

/* The butterflies of one angle in all partial transforms. */
static KS_NOINLINE void one_angle(struct ks_point *low, unsigned half, int32_t c, int32_t s) {
  const struct ks_point *last = low + (KS_POINTS - 2 * half);
  for (;;) {
    struct ks_point *high = low + half;
    butterfly(low, high, c, s);
    if (low == last) {
      return;
    }
    low = high + half;
  }
}

/* The butterflies of one partial transform up to a point, from the angle of cosine on by steps. */
static KS_NOINLINE void many_angles(struct ks_point *low, struct ks_point *high, const struct ks_point *end,
                                    const int16_t *cosine, unsigned step) {
  do {
    butterfly(low, high, *cosine, *(cosine - RIGHT_ANGLE));
    cosine += step;
    low++;
    high++;
  } while (high < end);
}

/* The butterflies of a stage that turn by nothing and by a right angle. */
static KS_NOINLINE void right_angles(unsigned half) {
  unsigned middle = half / 2;
  struct ks_point *low = ks.bins;
  do {
    struct ks_point *high = low + half;
    join(low, high, high->re, high->im);
    low += middle;
    high += middle;
    join(low, high, high->im, -high->re);
    low = high + middle;
  } while (low < ks.bins + KS_POINTS);
}

/*
 * One stage: partial transforms of half points become some of twice as many. Point k turns by
 * k / half of a half turn, which for the first is nothing, and for the middle one a right angle.
 */
static void stage(unsigned half, unsigned step) {
  unsigned middle = half / 2;
  const int16_t *cosine = ks_cosine + RIGHT_ANGLE;
  right_angles(half);
  if (half <= FEW_ANGLES) {
    for (unsigned k = 1; k < half; k++) {
      cosine += step;
      if (k != middle) {
        one_angle(ks.bins + k, half, *cosine, *(cosine - RIGHT_ANGLE));
      }
    }
    return;
  }
  for (struct ks_point *low = ks.bins; low < ks.bins + KS_POINTS; low += 2 * half) {
    struct ks_point *high = low + half;
    struct ks_point *right = high + middle;
    many_angles(low + 1, high + 1, right, cosine + step, step);
    many_angles(low + middle + 1, right + 1, high + half, cosine + RIGHT_ANGLE + step, step);
  }
}

/* Bins k and 256 - k of the real signal from the same points of the transform of pairs. */
static KS_INLINE void unpack(struct ks_point *low, struct ks_point *high, int32_t c, int32_t s) {
  int32_t x = low->re - high->re;
  int32_t y = low->im + high->im;
  int32_t re;
  int32_t mirrored;
  int32_t im;
#if KS_LONG_MULTIPLY
  int64_t product = (int64_t)y * c - (int64_t)x * s;
  re = (int32_t)((HALF + product) >> SHIFT);
  mirrored = (int32_t)((HALF - product) >> SHIFT);
  im = (int32_t)((HALF - (int64_t)x * c - (int64_t)y * s) >> SHIFT);
#else
  if (KS_RARELY(wide(x, y))) {
    int32_t u = x >> SHIFT;
    int32_t v = y >> SHIFT;
    x &= BELOW;
    y &= BELOW;
    int32_t above = v * c - u * s;
    int32_t below = y * c - x * s;
    re = above + ((HALF + below) >> SHIFT);
    mirrored = ((HALF - below) >> SHIFT) - above;
    im = ((HALF - x * c - y * s) >> SHIFT) - u * c - v * s;
  } else {
    int32_t product = y * c - x * s;
    re = (HALF + product) >> SHIFT;
    mirrored = (HALF - product) >> SHIFT;
    im = (HALF - x * c - y * s) >> SHIFT;
  }
#endif
  x = low->re + high->re;
  y = low->im - high->im;
  low->re = x + re;
  high->re = x + mirrored;
  low->im = im + y;
  high->im = im - y;
}

/* From the transform of pairs to the bins of the real signal, but for the sign of imaginary parts. */
static KS_NOINLINE void unpack_all(void) {
  int32_t re = ks.bins[0].re;
  int32_t im = ks.bins[0].im;
  ks.bins[0].re = 2 * (re + im);
  ks.bins[0].im = 0;
  ks.bins[KS_POINTS].re = 2 * (re - im);
  ks.bins[KS_POINTS].im = 0;
  for (unsigned k = 1; k < KS_POINTS / 2; k++) {
    unpack(ks.bins + k, ks.bins + KS_POINTS - k, ks_cosine[k + RIGHT_ANGLE], ks_cosine[k]);
  }
  ks.bins[KS_POINTS / 2].re *= 2;
  ks.bins[KS_POINTS / 2].im *= 2;
}

void ks_spectrum(void) {
  begin();
  unsigned step = KS_POINTS / 4;
  for (unsigned half = 4; half < KS_POINTS; half *= 2) {
    stage(half, step);
    step /= 2;
  }
  unpack_all();
}
