/*
 * Neurons, one step: currents in ks.sums become outputs.
 *
 *   adaptive  w = sat16(((rho w + a v + 128) >> 8) + jump s);  current -= w
 *   u = sat(((leak v + 128) >> 8) + current)
 *   spikes    s = (u >= threshold);  v = u - threshold s
 *             with a reset to zero v = 0 where s = 1, else u
 *   powers    s = 2^(K-1-k), the least k with u >= (threshold >> k), else 0
 *             v = u - ((threshold s) >> (K-1))
 *   graded    s = min(largest, u >> shift) where u >= threshold, else 0;  v = u
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#if KS_THRESHOLDS
#define THRESHOLD(layer, n) ((layer)->threshold[n])
#else
#define THRESHOLD(layer, n) ((layer)->threshold)
#endif

static KS_INLINE int32_t clip(int32_t value, int32_t largest) {
  if (KS_RARELY((uint32_t)value + (uint32_t)largest + 1U > 2U * (uint32_t)largest + 1U)) {
    return value < 0 ? -largest - 1 : largest;
  }
  return value;
}

/* u, where the current has something over. */
static KS_INLINE int32_t potential(int32_t leak, int32_t membrane, int32_t current, uint32_t over) {
  current = (int32_t)((uint32_t)current - over);
  return clip(((leak * membrane + 128) >> 8) + current, KS_MEMBRANE_MAX);
}

#if KS_ADAPTIVE
/* Of fired, s of the step before, which for the first of a frame is the last of the frame before. */
static void adapt(const struct ks_layer *layer) {
  const int16_t *membrane = ks.membrane + layer->first;
  int16_t *adaptation = ks.adaptation + layer->first;
  const uint8_t *fired = ks.fired + layer->first;
  for (unsigned n = 0; n < layer->weight.rows; n++) {
    int32_t w = (layer->adaptation_leak[n] * adaptation[n] + layer->coupling[n] * membrane[n] + 128) >> 8;
    w = clip(fired[n] ? w + layer->jump[n] : w, 32767);
    adaptation[n] = (int16_t)w;
    ks.sums[n] = (int32_t)((uint32_t)ks.sums[n] - (uint32_t)w);
  }
}
#endif

static void fire_spikes(const struct ks_layer *layer, struct ks_list *outputs) {
  int16_t *membrane = ks.membrane + layer->first;
  const uint8_t *leak = layer->leak;
  unsigned neurons = layer->weight.rows;
  uint32_t over = ks.over;
  unsigned found = 0;
  for (unsigned n = 0; n < neurons; n++) {
    int32_t u = potential(leak[n], membrane[n], ks.sums[n], over);
    if (u >= THRESHOLD(layer, n)) {
#if KS_ZEROS
      u = layer->zero != 0 ? 0 : u - THRESHOLD(layer, n);
#else
      u -= THRESHOLD(layer, n);
#endif
      outputs->number[found] = (ks_index)n;
      found++;
    }
    membrane[n] = (int16_t)u;
  }
  outputs->count = (uint16_t)found;
}

#if KS_CODES
/* The output of a potential, and in u what is left of it. */
static unsigned coded(const struct ks_layer *layer, int32_t threshold, int32_t *u) {
  if (layer->code == KS_GRADED) {
    if (*u < threshold) {
      return 0;
    }
    int32_t output = *u >> layer->shift;
    return (unsigned)(output > layer->largest ? layer->largest : output);
  }
  for (unsigned k = 0; k <= layer->shift; k++) {
    if (*u >= threshold >> k) {
      unsigned output = 1U << (layer->shift - k);
      *u -= (threshold * (int32_t)output) >> layer->shift;
      return output;
    }
  }
  return 0;
}

static void fire_codes(const struct ks_layer *layer, struct ks_list *outputs) {
  int16_t *membrane = ks.membrane + layer->first;
  unsigned found = 0;
  for (unsigned n = 0; n < layer->weight.rows; n++) {
    int32_t u = potential(layer->leak[n], membrane[n], ks.sums[n], ks.over);
    unsigned output = coded(layer, THRESHOLD(layer, n), &u);
    if (output != 0) {
      outputs->number[found] = (ks_index)n;
      outputs->value[found] = (uint8_t)output;
      found++;
    }
    membrane[n] = (int16_t)u;
  }
  outputs->count = (uint16_t)found;
}
#endif

void ks_fire(unsigned l, unsigned step) {
  const struct ks_layer *layer = &ks_layers[l];
  struct ks_list *outputs = &ks.active[l][step];
#if KS_CODES
  if (layer->code != KS_SPIKES) {
    fire_codes(layer, outputs);
    return;
  }
#endif
#if KS_ADAPTIVE
  if (layer->jump != NULL) {
    adapt(layer);
  }
#endif
  fire_spikes(layer, outputs);
#if KS_ADAPTIVE
  uint8_t *fired = ks.fired + layer->first;
  for (unsigned n = 0; n < layer->weight.rows; n++) {
    fired[n] = 0;
  }
  for (unsigned i = 0; i < outputs->count; i++) {
    fired[outputs->number[i]] = 1;
  }
#endif
#if KS_VALUES
  for (unsigned i = 0; i < outputs->count; i++) {
    outputs->value[i] = 1;
  }
#endif
}
