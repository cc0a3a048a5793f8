// Replays known answers of the network: the features of every frame, and of every answer the logits,
// the posteriors and what is detected. Says the first frame that is not as known.
//
// Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later

#include <keyspike.h>

#include "ks_answers.h"

static bool answerIsKnown(uint32_t answer, bool detected) {
  const struct ks_known_answer *known = &ks_known_answers[answer];
  bool same = answer < KS_KNOWN_ANSWERS && ks_frames() == known->frame;
  for (int k = 0; k < KS_CLASSES; k++) {
    same = same && ks_logits()[k] == known->logits[k];
    same = same && ks_posteriors()[k] == known->posteriors[k];
  }
  same = same && (detected ? (int32_t)ks_detection()->label : -1) == known->label;
  return same && (detected ? ks_detection()->score : 0) == known->score;
}

static long firstDifference() {
  uint32_t answers = 0;
  ks_init();
  for (long frame = 0; frame < KS_KNOWN_FRAMES; frame++) {
    bool detected = ks_push(ks_known_samples + frame * KS_FRAME_SAMPLES, KS_FRAME_SAMPLES);
    for (int i = 0; i < KS_BANDS; i++) {
      if (ks_features()[i] != ks_known_features[frame * KS_BANDS + i]) {
        return frame;
      }
    }
    if (ks_answers() != answers) {
      if (!answerIsKnown(answers, detected)) {
        return frame;
      }
      answers = ks_answers();
    }
  }
  return answers == KS_KNOWN_ANSWERS ? -1 : KS_KNOWN_FRAMES;
}

void setup() {
  Serial.begin(115200);
  while (!Serial) {
  }
  uint32_t start = millis();
  long frame = firstDifference();
  if (frame < 0) {
    Serial.print("as known; ms for each 100 ms of sound: ");
    Serial.println((millis() - start) * 10.0 / KS_KNOWN_FRAMES);
  } else {
    Serial.print("not as known, first in frame ");
    Serial.println(frame);
  }
}

void loop() {
}
