/*
 * Replays the known answers: the features of every frame, and of every answer logits, posteriors and
 * what is detected. Says the first number that differs; the exit status is 0 if none does.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "keyspike.h"
#include "ks_answers.h"

static int differs(const char *what, long at, long index, long found, long expected) {
  printf("frame %ld: %s[%ld] is %ld, expected %ld\n", at, what, index, found, expected);
  return 1;
}

static int features_differ(long frame) {
  const uint8_t *expected = ks_known_features + frame * KS_BANDS;
  for (int i = 0; i < KS_BANDS; i++) {
    if (ks_features()[i] != expected[i]) {
      return differs("features", frame, i, ks_features()[i], expected[i]);
    }
  }
  return 0;
}

static int answer_differs(long frame, uint32_t answer, bool detected) {
  const struct ks_known_answer *expected = &ks_known_answers[answer];
  if (answer >= KS_KNOWN_ANSWERS || ks_frames() != expected->frame) {
    return differs("answer", frame, (long)answer, (long)ks_frames(), -1);
  }
  for (int k = 0; k < KS_CLASSES; k++) {
    if (ks_logits()[k] != expected->logits[k]) {
      return differs("logits", frame, k, ks_logits()[k], expected->logits[k]);
    }
    if (ks_posteriors()[k] != expected->posteriors[k]) {
      return differs("posteriors", frame, k, ks_posteriors()[k], expected->posteriors[k]);
    }
  }
  long label = detected ? ks_detection()->label : -1;
  if (label != expected->label) {
    return differs("detection", frame, 0, label, expected->label);
  }
  if (detected && ks_detection()->score != expected->score) {
    return differs("score", frame, 0, ks_detection()->score, expected->score);
  }
  return 0;
}

int main(void) {
  uint32_t answers = 0;
  ks_init();
  for (long frame = 0; frame < KS_KNOWN_FRAMES; frame++) {
    bool detected = ks_push(ks_known_samples + frame * KS_FRAME_SAMPLES, KS_FRAME_SAMPLES);
    if (features_differ(frame)) {
      return 1;
    }
    if (ks_answers() != answers) {
      if (answer_differs(frame, answers, detected)) {
        return 1;
      }
      answers = ks_answers();
    }
  }
  if (answers != KS_KNOWN_ANSWERS) {
    return differs("answers", KS_KNOWN_FRAMES, 0, (long)answers, KS_KNOWN_ANSWERS);
  }
  printf("%d frames, %d answers: as known\n", KS_KNOWN_FRAMES, KS_KNOWN_ANSWERS);
  return 0;
}
