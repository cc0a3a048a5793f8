/*
 * One frame of all layers. A current is ((W s) << shift) + ((U s') << shift) + b, where s' are the
 * layer's outputs at the same step of the frame before. The input of a frame is the same in all its
 * steps.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#include <string.h>

/* Adds what a code's inputs give to the currents. */
static void add_inputs(const struct ks_matrix *matrix, const struct ks_list *inputs, unsigned most,
                       unsigned shift) {
#if KS_VALUES
  if (most > 1) {
    ks_multiply(matrix, inputs->number, inputs->value, inputs->count, most, shift, ks.sums);
    return;
  }
#else
  (void)most;
#endif
  ks_add(matrix, inputs->number, inputs->count, shift, ks.sums);
}

/* The largest output of a layer. */
static unsigned largest(unsigned l) {
#if KS_CODES
  return ks_layers[l].largest;
#else
  (void)l;
  return 1;
#endif
}

/* b + W s of a step, as late as delays say. */
static void feed(unsigned l, unsigned step, const struct ks_list *inputs) {
  const struct ks_layer *layer = &ks_layers[l];
  ks.over = 0;
  for (unsigned n = 0; n < layer->weight.rows; n++) {
    ks.sums[n] = layer->bias[n];
  }
#if KS_DELAYS
  inputs = ks_delayed(l, step, inputs);
#else
  (void)step;
#endif
  add_inputs(&layer->weight, inputs, l == 0 ? KS_MOST_INPUT : largest(l - 1), layer->shift_weight);
}

static void update(unsigned l, unsigned step) {
#if KS_RECURRENT
  const struct ks_layer *layer = &ks_layers[l];
  if (layer->recurrent.words != NULL) {
    add_inputs(&layer->recurrent, &ks.active[l][step], largest(l), layer->shift_recurrent);
  }
#endif
  ks_fire(l, step);
}

void ks_network(void) {
  feed(0, 0, &ks.encoded);
#if KS_STEPS > 1
  memcpy(ks.fed, ks.sums, sizeof ks.fed);
  ks.fed_over = ks.over;
#endif
  for (unsigned step = 0; step < KS_STEPS; step++) {
#if KS_STEPS > 1
    memcpy(ks.sums, ks.fed, sizeof ks.sums);
    ks.over = ks.fed_over;
#endif
    update(0, step);
    for (unsigned l = 1; l < KS_LAYERS; l++) {
      feed(l, step, &ks.active[l - 1][step]);
      update(l, step);
    }
  }
}
