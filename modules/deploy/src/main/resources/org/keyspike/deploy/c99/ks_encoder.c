/*
 * From features to the input of the first layer.
 *
 *   coarse  e = x - estimate;             s+ = (e >= step), s- = (-e >= step)
 *           estimate += step (s+ - s-)
 *   fine    e = x - estimate - residual;  likewise with its own step, residual only
 *
 * The channels are coarse+, coarse-, fine+, fine-, each of them all bands. A direct encoder hands the
 * features on.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#if KS_ENCODER == KS_DIRECT

void ks_encode(void) {
  unsigned found = 0;
  for (unsigned band = 0; band < KS_BANDS; band++) {
    if (ks.features[band] != 0) {
      ks.encoded.number[found] = (ks_index)band;
      ks.encoded.value[found] = ks.features[band];
      found++;
    }
  }
  ks.encoded.count = (uint16_t)found;
}

#else

#if KS_STEPS_PER_BAND
#define COARSE ks_coarse_steps[band]
#define FINE ks_fine_steps[band]
#else
#define COARSE KS_COARSE_STEP
#define FINE KS_FINE_STEP
#endif

/* One phase of a band; the first channel is that of s+ in this phase. Returns what value moves by. */
static KS_INLINE int32_t phase(int32_t error, int32_t step, unsigned channel) {
  int32_t move = 0;
  if (error >= step) {
    move = step;
  } else if (-error >= step) {
    move = -step;
    channel += KS_BANDS;
  } else {
    return 0;
  }
  ks.encoded.number[ks.encoded.count] = (ks_index)channel;
  ks.encoded.count++;
#if KS_VALUES
  ks.encoded.value[ks.encoded.count - 1] = 1;
#endif
  return move;
}

void ks_encode(void) {
  ks.encoded.count = 0;
  for (unsigned band = 0; band < KS_BANDS; band++) {
    int32_t error = ks.features[band] - ks.estimate[band];
    int32_t move = phase(error, COARSE, band);
    ks.estimate[band] = (int16_t)(ks.estimate[band] + move);
#if KS_ENCODER == KS_RESIDUAL
    error -= move + ks.residual[band];
    move = phase(error, FINE, 2 * KS_BANDS + band);
    ks.residual[band] = (int16_t)(ks.residual[band] + move);
#endif
  }
}

#endif
