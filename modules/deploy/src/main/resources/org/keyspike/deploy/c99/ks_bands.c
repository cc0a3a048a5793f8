/*
 * Features of the power spectrum: sums of the bands, logarithms, background, unsigned bytes.
 *
 *   a = 2^one + sum of w q
 *   f = ln a - ln 2^one, Q10, less what is taken away of the background
 *   feature = min(255, (f + 32) >> 6), in sixteenths
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

/* ln 2, Q16, rounded. */
#define LN2 45426U

/* Bins whose weighted powers, in parts of 16 bits, fit 32 bits: 16 * 4096 * 65535. */
#define RUN 16

/* The sum of n bins with weights w; a power has 48 bits at most. */
static uint64_t weighted(const union ks_bin *bin, const uint16_t *w, unsigned n) {
  uint64_t sum = 0;
#if KS_LONG_MULTIPLY
  for (unsigned i = 0; i < n; i++) {
    sum += (uint64_t)w[i] * bin[i].power.low + ((uint64_t)(w[i] * bin[i].power.high) << 32);
  }
#else
  while (n > 0) {
    unsigned run = n < RUN ? n : RUN;
    uint32_t low = 0;
    uint32_t middle = 0;
    uint32_t high = 0;
    n -= run;
    do {
      uint32_t weight = *w++;
      uint32_t power = bin->power.low;
      low += weight * (power & 65535U);
      middle += weight * (power >> 16);
      high += weight * bin->power.high;
      bin++;
      run--;
    } while (run > 0);
    sum += low + ((uint64_t)middle << 16) + ((uint64_t)high << 32);
  }
#endif
  return sum;
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
  for (unsigned shift = 16; shift > 0; shift /= 2) {
    if (top >> (32 - shift) == 0) {
      top = (top << shift) | (rest >> (32 - shift));
      rest <<= shift;
      position -= shift;
    }
  }
  uint32_t i = (top >> 24) & 127;
  uint32_t within = (top >> 8) & 65535U;
  /* The last entry, 1, is 0 here, and differences are modulo 2^16. */
  uint32_t step = (ks_log2[i + 1] - (uint32_t)ks_log2[i]) & 65535U;
  return (position << 16) + ks_log2[i] + ((step * within + 32768U) >> 16);
}

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

void ks_bands(void) {
  const uint16_t *weights = ks_band_weights;
  for (unsigned band = 0; band < KS_BANDS; band++) {
    unsigned n = ks_band_bins[band][1];
    uint64_t sum = weighted(ks.bins + ks_band_bins[band][0], weights, n);
    weights += n;
    int32_t f = natural(logarithm(sum + ((uint64_t)1 << KS_GAIN_BITS)) -
                        ((uint32_t)KS_GAIN_BITS << 16));
#if KS_BACKGROUND
    f = without_background(band, f);
#endif
    int32_t feature = (f + 32) >> 6;
    ks.features[band] = (uint8_t)(feature > 255 ? 255 : feature);
  }
#if KS_BACKGROUND
  ks.followed = 1;
#endif
}
