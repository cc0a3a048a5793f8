/*
 * The library in one piece, and a program around it that says every number it computes. From
 * standard input come records of 32 bits and what they announce: n > 0, n samples (at most 160) to be
 * pushed; n < 0, a gap of -n samples; 0, a reset. For every frame it says the features, then a hash of
 * all layers' outputs in this frame, and for every answer 1, logits, posteriors, label (-1 without a
 * detection), score and frame, else 0. All numbers are little-endian.
 */
#include "ks_state.h"

#include "keyspike.c"
#include "ks_bands.c"
#include "ks_delay.c"
#include "ks_detector.c"
#include "ks_encoder.c"
#include "ks_image.c"
#include "ks_layers.c"
#include "ks_matrix.c"
#include "ks_neurons.c"
#include "ks_readout.c"
#include "ks_spectrum.c"
#include "ks_window.c"

#include <stdio.h>
#include <stdlib.h>

static void say(uint32_t value, int bytes) {
  for (int i = 0; i < bytes; i++) {
    putchar((int)((value >> 8 * i) & 255));
  }
}

static uint32_t hear(int bytes) {
  uint32_t value = 0;
  for (int i = 0; i < bytes; i++) {
    int c = getchar();
    if (c == EOF) {
      exit(3);
    }
    value |= (uint32_t)c << 8 * i;
  }
  return value;
}

/* Number and output of every neuron that is not silent, in order, mixed into one number. */
static uint32_t outputs(void) {
  uint32_t hash = 2166136261U;
  for (unsigned l = 0; l < KS_LAYERS; l++) {
    for (unsigned step = 0; step < KS_STEPS; step++) {
      const struct ks_list *active = &ks.active[l][step];
      for (unsigned i = 0; i < active->count; i++) {
        hash = (hash ^ active->number[i]) * 16777619U;
#if KS_CODES
        hash = (hash ^ active->value[i]) * 16777619U;
#else
        hash = (hash ^ 1U) * 16777619U;
#endif
      }
      hash = (hash ^ 65535U) * 16777619U;
    }
  }
  return hash;
}

static void say_frame(bool answered, bool detected) {
  for (unsigned band = 0; band < KS_BANDS; band++) {
    say(ks_features()[band], 1);
  }
  say(outputs(), 4);
  say(answered ? 1 : 0, 1);
  if (answered) {
    for (unsigned k = 0; k < KS_CLASSES; k++) {
      say((uint32_t)ks_logits()[k], 4);
    }
    for (unsigned k = 0; k < KS_CLASSES; k++) {
      say(ks_posteriors()[k], 2);
    }
    say(detected ? ks_detection()->label : 0xFFFFFFFFU, 4);
    say(detected ? ks_detection()->score : 0, 4);
    say(ks_frames(), 4);
  }
}

int main(void) {
  static int16_t samples[KS_FRAME_SAMPLES];
  uint32_t records = hear(4);
  ks_init();
  for (; records > 0; records--) {
    int32_t count = (int32_t)hear(4);
    uint32_t frames = ks_frames();
    uint32_t answers = ks_answers();
    if (count == 0) {
      ks_reset();
    } else if (count < 0) {
      ks_gap((uint32_t)-count);
    } else {
      for (int32_t i = 0; i < count; i++) {
        samples[i] = (int16_t)hear(2);
      }
      bool detected = ks_push(samples, (size_t)count);
      if (ks_frames() != frames) {
        say_frame(ks_answers() != answers, detected);
      }
    }
  }
  return 0;
}
