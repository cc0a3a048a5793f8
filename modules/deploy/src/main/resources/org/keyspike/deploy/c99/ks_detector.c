/*
 * From logits to detections: posteriors as powers of two, averaged over the last answers, the
 * threshold of the winner and the refractory time. Numbers are Q15 where nothing else is said.
 *
 *   weights   x = ((max z - z) * log2 e) in Q10;  w = 2^-x by a table
 *   softmax   D = 2^45 / sum of w;  p = (w D + 2^29) >> 30
 *   decision  mean of p over the answers >= threshold, and nothing detected just before
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

/* log2 e, Q16, rounded. */
#define LOG2_E 94548U

/* (high * 2^bits + the first bits of low) / divisor, bit by bit; high must be below the divisor. */
static uint32_t divide(uint32_t high, uint32_t low, uint32_t divisor, unsigned bits) {
  uint32_t quotient = 0;
  for (; bits > 0; bits--) {
    high = (high << 1) | (low >> 31);
    low <<= 1;
    quotient <<= 1;
    if (high >= divisor) {
      high -= divisor;
      quotient |= 1;
    }
  }
  return quotient;
}

/* 2^-x for the distance of a logit from the largest. */
static uint32_t weight(uint32_t distance) {
  if (distance == 0 || KS_LOGIT_SHIFT >= 50) {
    return KS_ONE;
  }
#if KS_LOGIT_SHIFT > 0 && KS_LOGIT_SHIFT < 50
  uint64_t x =
      ((uint64_t)distance * LOG2_E + ((uint64_t)1 << (KS_LOGIT_SHIFT - 1))) >> KS_LOGIT_SHIFT;
  if (x < 17 * 1024) {
    uint32_t halvings = (uint32_t)x >> 10;
    uint32_t i = ((uint32_t)x >> 4) & 63;
    uint32_t step = (uint32_t)ks_powers[i] - ks_powers[i + 1];
    uint32_t value = ks_powers[i] - ((step * ((uint32_t)x & 15) + 8) >> 4);
    return (value + ((1U << halvings) >> 1)) >> halvings;
  }
#endif
  return 0;
}

static void softmax(void) {
  int32_t largest = ks.logits[0];
  for (unsigned k = 1; k < KS_CLASSES; k++) {
    largest = ks.logits[k] > largest ? ks.logits[k] : largest;
  }
  uint32_t sum = 0;
  for (unsigned k = 0; k < KS_CLASSES; k++) {
    uint32_t w = weight((uint32_t)largest - (uint32_t)ks.logits[k]);
    ks.posteriors[k] = (uint16_t)w;
    sum += w;
  }
  uint32_t factor = divide(1U << 14, 0, sum, 31);
  for (unsigned k = 0; k < KS_CLASSES; k++) {
    uint32_t w = ks.posteriors[k];
    uint32_t low = (w * (factor & 32767U) + (1U << 29)) >> 15;
    ks.posteriors[k] = (uint16_t)((w * (factor >> 15) + low) >> 15);
  }
}

/* Sums of the last answers; returns the class with the largest, of equal ones the lowest. */
static unsigned smooth(void) {
  uint16_t *slot = ks.ring[ks.next_ring];
  bool full = ks.averaged == KS_SMOOTHING;
  unsigned label = 0;
  for (unsigned k = 0; k < KS_CLASSES; k++) {
    ks.posterior_sums[k] += ks.posteriors[k];
    if (full) {
      ks.posterior_sums[k] -= slot[k];
    }
    slot[k] = ks.posteriors[k];
    label = ks.posterior_sums[k] > ks.posterior_sums[label] ? k : label;
  }
  if (!full) {
    ks.averaged++;
  }
  ks.next_ring = (uint8_t)(ks.next_ring + 1 == KS_SMOOTHING ? 0 : ks.next_ring + 1);
  return label;
}

bool ks_detect(uint32_t frames) {
  softmax();
  unsigned label = smooth();
  ks.wait -= ks.wait < frames ? ks.wait : frames;
  uint32_t threshold = ks_thresholds[label];
  uint32_t sum = ks.posterior_sums[label];
  if (threshold == 0 || sum < threshold * ks.averaged || ks.wait > 0) {
    return false;
  }
  ks.wait = KS_REFRACTORY_FRAMES;
  ks.detection.word = ks_words[label];
  ks.detection.label = (uint16_t)label;
  ks.detection.score = (uint16_t)divide(sum >> 16, sum << 16, ks.averaged, 16);
  ks.detection.frame = ks.frames;
  return true;
}
