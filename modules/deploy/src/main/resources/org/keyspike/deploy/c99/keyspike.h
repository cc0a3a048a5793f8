/*
 * Keywords in a stream of sound, on anything that has a C compiler.
 *
 * Samples in, detections out, all of it in integers: the bits are those of the weight image that
 * this folder was made of. No heap, no floating point, no libraries but memset and memmove of the
 * C library. All state is in one static struct, so there is one listener to a program, and it is not
 * safe for threads or interrupts: collect samples in the interrupt, push them from the main loop.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef KEYSPIKE_H
#define KEYSPIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ks_config.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Samples a second. Sound of another rate must be resampled before. */
#define KS_SAMPLE_RATE 16000

/* Samples from one frame to the next: 10 ms. */
#define KS_FRAME_SAMPLES 160

/* Frames from one answer to the next. */
#define KS_ANSWER_FRAMES 10

/* Samples from one answer to the next: push no more at once, and no detection is passed over. */
#define KS_ANSWER_SAMPLES (KS_FRAME_SAMPLES * KS_ANSWER_FRAMES)

/* One, as scores and posteriors say it. */
#define KS_ONE 32768

/* A keyword that was heard. */
struct ks_detection {
  const char *word;
  uint16_t label; /* its number, an index into ks_words */
  uint16_t score; /* its posterior, averaged over the last answers, 0 to KS_ONE */
  uint32_t frame; /* when: frames of 10 ms since the start */
};

/* The names of the classes, in the order of the labels. */
extern const char *const ks_words[KS_CLASSES];

/* Makes everything ready; call it once, before anything else. */
void ks_init(void);

/* Forgets everything: the next sample is the first of a new stream. */
void ks_reset(void);

/*
 * Takes the next n samples, any number of them.
 * Returns whether a keyword was detected at one of them; ks_detection says which.
 */
bool ks_push(const int16_t *samples, size_t n);

/*
 * Says that so many samples are missing here. The window, the membranes and the counts begin anew,
 * so that the next answer comes KS_WINDOW_FRAMES later; a background or an average that is followed
 * goes on, and so does time.
 */
void ks_gap(uint32_t samples);

/* The last keyword that was detected; its word is null before the first. */
const struct ks_detection *ks_detection(void);

/* Frames since the start; turns over after 497 days. */
uint32_t ks_frames(void);

/* Answers since the start: one after KS_WINDOW_FRAMES, and one every KS_ANSWER_FRAMES from there. */
uint32_t ks_answers(void);

/* The features of the last frame, KS_BANDS of them, in sixteenths. */
const uint8_t *ks_features(void);

/* The logits of the last answer, KS_CLASSES of them. */
const int32_t *ks_logits(void);

/* The posteriors of the last answer, KS_CLASSES of them, 0 to KS_ONE, before they are averaged. */
const uint16_t *ks_posteriors(void);

/* The bytes of the static struct that holds all state. */
size_t ks_state_bytes(void);

#ifdef __cplusplus
}
#endif

#endif
