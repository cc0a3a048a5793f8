/*
 * From counts to logits:
 *
 *   h = max(0, H1 counts + c1);  h' = min(255, (h + 2^(r-1)) >> r);  logits = H2 h' + c2
 *
 * Counts are read in bytes, the lowest first.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

/* The largest byte of a count. */
#define MOST_BYTE (KS_MOST_COUNT < 255 ? KS_MOST_COUNT : 255)

static void hidden(void) {
  for (unsigned r = 0; r < KS_HIDDEN; r++) {
    ks.sums[r] = ks_hidden_bias[r];
  }
  for (unsigned shift = 0; shift < 8 * KS_COUNT_BYTES; shift += 8) {
    unsigned found = 0;
    for (unsigned n = 0; n < KS_LAST_NEURONS; n++) {
      uint32_t count = (uint32_t)ks.window[n] + ks.block[n];
      uint8_t byte = (uint8_t)(count >> shift);
      if (byte != 0) {
        ks.number[found] = (ks_index)n;
        ks.value[found] = byte;
        found++;
      }
    }
    ks_multiply(&ks_hidden_weight, ks.number, ks.value, found, MOST_BYTE, shift, ks.sums);
  }
}

void ks_readout(void) {
  hidden();
  unsigned found = 0;
  for (unsigned r = 0; r < KS_HIDDEN; r++) {
    int32_t h = ks.sums[r] < 0 ? 0 : ks.sums[r];
    h = (h + ((1 << KS_HIDDEN_SHIFT) >> 1)) >> KS_HIDDEN_SHIFT;
    if (h != 0) {
      ks.number[found] = (ks_index)r;
      ks.value[found] = (uint8_t)(h > 255 ? 255 : h);
      found++;
    }
  }
  for (unsigned k = 0; k < KS_CLASSES; k++) {
    ks.sums[k] = ks_output_bias[k];
  }
  ks_multiply(&ks_output_weight, ks.number, ks.value, found, 255, 0, ks.sums);
  for (unsigned k = 0; k < KS_CLASSES; k++) {
    ks.logits[k] = ks.sums[k];
  }
}
