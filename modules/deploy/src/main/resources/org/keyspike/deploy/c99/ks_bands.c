/*
 * Features of the spectrum: powers, sums of the bands, logarithms, background, unsigned bytes.
 *
 *   q = re^2 + im^2, below 2^48
 *   a = 2^(44-e) + sum of w q
 *   f = ln a - ln 2^(44-e), Q10, less what is taken away of the background; or, where energies are
 *       normalized, of the sum of w q alone, divided by its average over time
 *   feature = min(255, (f + 32) >> 6), in sixteenths
 *
 * Bands are triangles. From the peak of one to that of the next, a segment, the weights of the one fall
 * as those of the other rise, and both are 4096 together: a bin is weighted once.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#if !KS_PCEN
/* ln 2, Q16, rounded. */
#define LN2 45426U
#endif

/* One, as weights say it. */
#define WHOLE 4096

/* Bins whose weighted powers, in parts of 16 bits, fit 32 bits: 16 * 4096 * 65535. */
#define RUN 16

/* Powers of bins, all of them and what their weights take. */
struct ks_powers {
  uint64_t all;
  uint64_t rising;
};

/* Adds the power of a bin that may be of any size. */
static KS_NOINLINE void add_bin(const struct ks_point *bin, uint32_t weight, struct ks_powers *sum) {
#if KS_LONG_MULTIPLY
  uint64_t power = (uint64_t)((int64_t)bin->re * bin->re + (int64_t)bin->im * bin->im);
#else
  /* Taken apart at 13 bits. */
  uint32_t x = (uint32_t)(bin->re < 0 ? -bin->re : bin->re);
  uint32_t y = (uint32_t)(bin->im < 0 ? -bin->im : bin->im);
  uint32_t u = x >> 13;
  uint32_t v = y >> 13;
  x &= 8191;
  y &= 8191;
  uint64_t power =
      ((uint64_t)(u * u + v * v) << 26) + ((uint64_t)(u * x + v * y) << 14) + (x * x + y * y);
#endif
  uint32_t low = (uint32_t)power & 65535U;
  uint32_t middle = (uint32_t)power >> 16;
  uint32_t high = (uint32_t)(power >> 32);
  sum->all += power;
  sum->rising +=
      weight * low + ((uint64_t)(weight * middle) << 16) + ((uint64_t)(weight * high) << 32);
}

/* Adds the powers of at most RUN bins, with weights from w to end; in parts of 16 bits. */
static KS_NOINLINE void add_run(const struct ks_point *bin, const uint16_t *w, const uint16_t *end,
                                struct ks_powers *sum) {
  uint32_t all_low = 0;
  uint32_t all_middle = 0;
  uint32_t rising_low = 0;
  uint32_t rising_middle = 0;
  do {
    int32_t re = bin->re;
    int32_t im = bin->im;
    /* Whether one of both is beyond 16 bits, sign included. */
    if (KS_RARELY((((uint32_t)re + 32768U) | ((uint32_t)im + 32768U)) >> 16 != 0)) {
      add_bin(bin, *w, sum);
    } else {
      uint32_t middle = (uint32_t)(re * re) + (uint32_t)(im * im);
      uint32_t low = middle & 65535U;
      middle >>= 16;
      all_low += low;
      all_middle += middle;
      rising_low += low * *w;
      rising_middle += middle * *w;
    }
    bin++;
    w++;
  } while (w < end);
  sum->all += all_low + ((uint64_t)all_middle << 16);
  sum->rising += rising_low + ((uint64_t)rising_middle << 16);
}

/* log2 of a number above 0, Q16: its leading bit's position and a table of the 23 bits after it. */
static uint32_t logarithm(uint64_t value) {
  uint32_t top = (uint32_t)(value >> 32);
  uint32_t rest = (uint32_t)value;
  uint32_t position = 63;
  if (top == 0) {
    top = rest;
    rest = 0;
    position = 31;
  }
  if (top >> 16 == 0) {
    top = (top << 16) | (rest >> 16);
    rest <<= 16;
    position -= 16;
  }
  if (top >> 24 == 0) {
    top = (top << 8) | (rest >> 24);
    rest <<= 8;
    position -= 8;
  }
  while (top >> 31 == 0) {
    top = (top << 1) | (rest >> 31);
    rest <<= 1;
    position--;
  }
  uint32_t i = (top >> 24) & 127;
  uint32_t within = (top >> 8) & 65535U;
  /* The last entry, 1, is 0 here, and differences are modulo 2^16. */
  uint32_t step = (ks_log2[i + 1] - (uint32_t)ks_log2[i]) & 65535U;
  return (position << 16) + ks_log2[i] + ((step * within + 32768U) >> 16);
}

#if KS_PCEN
/*
 * The energy of a band, E = sum of w q, divided by a power of its average M over time, which follows it,
 * and compressed; Q10. The division is a difference of logarithms.
 */
static int32_t fine(unsigned band, uint64_t energy) {
  int64_t average = ks.smoothed[band];
  int64_t distance = (int64_t)energy - average;
  unsigned shift = distance > 0 ? KS_RISE : KS_FALL;
  average += distance >> (shift < ks.ready ? shift : ks.ready);
  ks.smoothed[band] = average;
  int32_t one = KS_GAIN_BITS * 65536;
  int32_t gain = (int32_t)logarithm((uint64_t)average + ((uint64_t)1 << KS_GAIN_BITS)) - one;
  int32_t place = (int32_t)logarithm(energy == 0 ? 1 : energy) - one + (16 * 65536);
  place -= (KS_STRENGTH * gain + 128) >> 8;
  if (place < 0) {
    place = 0;
  } else if (place > 32 * 65536 - 1) {
    place = 32 * 65536 - 1;
  }
  const uint16_t *entry = ks_compression + (place >> 13);
  return entry[0] + (((entry[1] - entry[0]) * (place & 8191) + 4096) >> 13);
}

/* A frame has passed: the first ones are averaged over as many as there are. */
static void next_frame(void) {
  if (ks.heard < 32767) {
    ks.heard++;
  }
  if ((ks.heard + 1) >> (ks.ready + 1) != 0) {
    ks.ready++;
  }
}
#else
/* (log2 * LN2 + 2^21) >> 22 in 32 bits. */
static int32_t natural(uint32_t log2) {
  uint32_t low = ((log2 & 2047U) * LN2 + (1U << 21)) >> 11;
  return (int32_t)(((log2 >> 11) * LN2 + low) >> 11);
}

#if KS_BACKGROUND
/* Follows the background of a band and takes its share from f. */
static int32_t without_background(unsigned band, int32_t f) {
  int32_t loud = f * 256;
  int32_t estimate = ks.background[band];
  int32_t distance = loud - estimate;
  if (ks.followed == 0) {
    estimate = loud;
  } else {
    estimate += distance > 0 ? distance >> KS_RISE : distance >> KS_FALL;
  }
  ks.background[band] = estimate;
  f -= (KS_SHARE * (estimate >> 8)) >> 8;
  return f < 0 ? 0 : f;
}
#endif

/* The logarithm of the power of a band, less the background; Q10. */
static int32_t fine(unsigned band, uint64_t power) {
  uint32_t log2 = logarithm(power + ((uint64_t)1 << KS_GAIN_BITS));
  int32_t f = natural(log2 - ((uint32_t)KS_GAIN_BITS << 16));
#if KS_BACKGROUND
  f = without_background(band, f);
#else
  (void)band;
#endif
  return f;
}
#endif

/* The feature of the power of a band. */
static KS_NOINLINE uint8_t feature(unsigned band, uint64_t power) {
  int32_t f = (fine(band, power) + 32) >> 6;
  return (uint8_t)(f > 255 ? 255 : f);
}

void ks_bands(void) {
  const struct ks_point *bin = ks.bins + KS_FIRST_BIN;
  const uint16_t *w = ks_rising;
  unsigned band = 0;
  uint64_t rising = 0;
  for (unsigned s = 0; s <= KS_ALL_BANDS; s++) {
    struct ks_powers sum = {0, 0};
    for (const uint16_t *last = w + ks_segment_bins[s]; w < last;) {
      const uint16_t *end = last - w > RUN ? w + RUN : last;
      add_run(bin, w, end, &sum);
      bin += end - w;
      w = end;
    }
    uint64_t power = rising + sum.all * WHOLE - sum.rising;
    rising = sum.rising;
#if KS_ALL_BANDS > KS_BANDS
    if (s > 0 && ks_band_kept[s - 1]) {
#else
    if (s > 0) {
#endif
      ks.features[band] = feature(band, power);
      band++;
    }
  }
#if KS_BACKGROUND
  ks.followed = 1;
#endif
#if KS_PCEN
  next_frame();
#endif
}
