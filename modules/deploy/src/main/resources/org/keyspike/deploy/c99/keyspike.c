/*
 * The way from samples to detections: a frame every 160 samples, an answer every 10 frames.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#include <string.h>

#define OVERLAP (KS_WINDOW_SAMPLES - KS_FRAME_SAMPLES)

struct ks_state ks;

void ks_init(void) {
  ks_reset();
}

/* Sets everything from a place in the state on to what it is before the first sample. */
static void restart(size_t from) {
  memset((unsigned char *)&ks + from, 0, sizeof ks - from);
  ks.filled = OVERLAP;
  ks.left = KS_WINDOW_FRAMES;
}

void ks_reset(void) {
  restart(0);
}

void ks_gap(uint32_t samples) {
  uint32_t rest = samples % KS_FRAME_SAMPLES + ks.filled - OVERLAP + ks.owed;
  uint32_t missing = samples / KS_FRAME_SAMPLES + rest / KS_FRAME_SAMPLES;
  uint32_t passed = ks.waited + missing;
  ks.owed = (uint16_t)(rest % KS_FRAME_SAMPLES);
  ks.frames += missing;
  ks.wait -= ks.wait < passed ? ks.wait : passed;
  restart(offsetof(struct ks_state, bins));
}

/* One frame; returns whether a keyword was detected at its end. */
static bool frame(void) {
  ks_spectrum();
  memmove(ks.samples, ks.samples + KS_FRAME_SAMPLES, OVERLAP * sizeof ks.samples[0]);
  ks.filled = OVERLAP;
  ks_bands();
  ks_encode();
  ks_network();
  ks_count_outputs();
  ks.frames++;
  ks.waited++;
  ks.left--;
  if (ks.left > 0) {
    return false;
  }
  ks_readout();
  ks.answers++;
  bool detected = ks_detect(ks.waited);
  ks.left = KS_ANSWER_FRAMES;
  ks.waited = 0;
  return detected;
}

bool ks_push(const int16_t *samples, size_t n) {
  bool detected = false;
  while (n > 0) {
    size_t count = KS_WINDOW_SAMPLES - (size_t)ks.filled;
    count = count < n ? count : n;
    memcpy(ks.samples + ks.filled, samples, count * sizeof samples[0]);
    ks.filled = (uint16_t)(ks.filled + count);
    samples += count;
    n -= count;
    if (ks.filled == KS_WINDOW_SAMPLES && frame()) {
      detected = true;
    }
  }
  return detected;
}

const struct ks_detection *ks_detection(void) {
  return &ks.detection;
}

uint32_t ks_frames(void) {
  return ks.frames;
}

uint32_t ks_answers(void) {
  return ks.answers;
}

const uint8_t *ks_features(void) {
  return ks.features;
}

const int32_t *ks_logits(void) {
  return ks.logits;
}

const uint16_t *ks_posteriors(void) {
  return ks.posteriors;
}

size_t ks_state_bytes(void) {
  return sizeof ks;
}
