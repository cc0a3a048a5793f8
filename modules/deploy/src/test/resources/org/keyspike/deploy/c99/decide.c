/*
 * The detector alone. From standard input come, for each answer, the frames since the one before and
 * the logits, 32 bits each; it says the posteriors in 16 bits, whether a class is detected in 8, and
 * label and score of the last one that was in 32. All numbers are little-endian.
 */
#include "ks_state.h"

#include "ks_detector.c"
#include "ks_image.c"

#include <stdio.h>

struct ks_state ks;

static void say(uint32_t value, int bytes) {
  for (int i = 0; i < bytes; i++) {
    putchar((int)((value >> 8 * i) & 255));
  }
}

static bool hear(uint32_t *value) {
  *value = 0;
  for (int i = 0; i < 4; i++) {
    int c = getchar();
    if (c == EOF) {
      return false;
    }
    *value |= (uint32_t)c << 8 * i;
  }
  return true;
}

int main(void) {
  uint32_t frames;
  while (hear(&frames)) {
    for (unsigned k = 0; k < KS_CLASSES; k++) {
      uint32_t logit = 0;
      hear(&logit);
      ks.logits[k] = (int32_t)logit;
    }
    bool detected = ks_detect(frames);
    for (unsigned k = 0; k < KS_CLASSES; k++) {
      say(ks.posteriors[k], 2);
    }
    say(detected ? 1 : 0, 1);
    say(ks.detection.label, 4);
    say(ks.detection.score, 4);
  }
  return 0;
}
