/*
 * Inputs on their way through their delays: each is written down for the frame in which it is due,
 * as a bit (one for each binary digit of an input) in a ring of frames.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#if KS_DELAYS

/* The planes of a frame, one after another. */
static uint32_t *planes_of(const struct ks_layer *layer, unsigned step, unsigned frame) {
  unsigned words = (layer->weight.columns + 31U) / 32;
  return ks.due + layer->due + (step * layer->frames + frame) * layer->planes * words;
}

static void put(const struct ks_layer *layer, unsigned step, unsigned now, unsigned number,
                unsigned value) {
  unsigned words = (layer->weight.columns + 31U) / 32;
  unsigned frame = now + layer->delay[number];
  uint32_t *plane =
      planes_of(layer, step, frame < layer->frames ? frame : frame - layer->frames) + number / 32;
  for (unsigned p = 0; value >> p != 0; p++) {
    plane[p * words] |= ((value >> p) & 1U) << (number % 32);
  }
}

const struct ks_list *ks_delayed(unsigned l, unsigned step, const struct ks_list *inputs) {
  const struct ks_layer *layer = &ks_layers[l];
  if (layer->delay == NULL) {
    return inputs;
  }
  if (step == 0) {
    ks.now[l] = (uint8_t)(ks.now[l] + 1 == layer->frames ? 0 : ks.now[l] + 1);
  }
  for (unsigned i = 0; i < inputs->count; i++) {
#if KS_VALUES
    put(layer, step, ks.now[l], inputs->number[i], inputs->value[i]);
#else
    put(layer, step, ks.now[l], inputs->number[i], 1);
#endif
  }
  unsigned words = (layer->weight.columns + 31U) / 32;
  uint32_t *planes = planes_of(layer, step, ks.now[l]);
  unsigned found = 0;
  for (unsigned word = 0; word < words; word++) {
    uint32_t any = 0;
    for (unsigned p = 0; p < layer->planes; p++) {
      any |= planes[p * words + word];
    }
    for (unsigned bit = 0; bit < 32 && any >> bit != 0; bit++) {
      if (((any >> bit) & 1U) == 0) {
        continue;
      }
      ks.delayed.number[found] = (ks_index)(32 * word + bit);
#if KS_VALUES
      unsigned value = 0;
      for (unsigned p = 0; p < layer->planes; p++) {
        value |= ((planes[p * words + word] >> bit) & 1U) << p;
      }
      ks.delayed.value[found] = (uint8_t)value;
#endif
      found++;
    }
    for (unsigned p = 0; p < layer->planes; p++) {
      planes[p * words + word] = 0;
    }
  }
  ks.delayed.count = (uint16_t)found;
  return &ks.delayed;
}

#else

/* Nothing here: in this network every input comes at once. */
typedef int ks_no_delays;

#endif
