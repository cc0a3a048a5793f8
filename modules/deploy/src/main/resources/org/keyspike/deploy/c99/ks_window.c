/*
 * The outputs of the last layer, summed over the last KS_WINDOW_FRAMES frames, when an answer is due:
 * whole blocks of KS_ANSWER_FRAMES frames and, where the window is no multiple of that, the frames of
 * the block that has just begun. Answers begin where the window is first full and keep its step.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

static void end_block(void) {
#if KS_BLOCKS > 0
  ks_block *oldest = ks.blocks[ks.next_block];
  for (unsigned n = 0; n < KS_LAST_NEURONS; n++) {
    ks.window[n] = (ks_count)(ks.window[n] + ks.block[n] - oldest[n]);
    oldest[n] = ks.block[n];
  }
  ks.next_block = ks.next_block + 1 == KS_BLOCKS ? 0 : ks.next_block + 1;
#endif
  for (unsigned n = 0; n < KS_LAST_NEURONS; n++) {
    ks.block[n] = 0;
  }
  ks.in_block = 0;
}

void ks_count_outputs(void) {
  for (unsigned step = 0; step < KS_STEPS; step++) {
    const struct ks_list *outputs = &ks.active[KS_LAYERS - 1][step];
    for (unsigned i = 0; i < outputs->count; i++) {
      unsigned n = outputs->number[i];
#if KS_CODES
      ks.block[n] = (ks_block)(ks.block[n] + outputs->value[i]);
#else
      ks.block[n]++;
#endif
    }
  }
  ks.in_block++;
  if (ks.in_block == KS_ANSWER_FRAMES) {
    end_block();
  }
}
