/*
 * Keywords in raw sound from standard input: 16-bit little-endian samples, one channel, 16 kHz.
 *
 *   ffmpeg -loglevel error -i FILE -f s16le -ac 1 -ar 16000 - | ./listen
 *   arecord -q -f S16_LE -c 1 -r 16000 -t raw | ./listen
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "keyspike.h"

int main(void) {
  static unsigned char bytes[2 * KS_ANSWER_SAMPLES];
  static int16_t samples[KS_ANSWER_SAMPLES];
  size_t read;
  ks_init();
  while ((read = fread(bytes, 2, KS_ANSWER_SAMPLES, stdin)) > 0) {
    for (size_t i = 0; i < read; i++) {
      int sample = bytes[2 * i] | bytes[2 * i + 1] << 8;
      samples[i] = (int16_t)(sample < 32768 ? sample : sample - 65536);
    }
    if (ks_push(samples, read)) {
      const struct ks_detection *found = ks_detection();
      printf("%lu.%02lu s  %s  %u %%\n", (unsigned long)(found->frame / 100),
             (unsigned long)(found->frame % 100), found->word, found->score * 100U / KS_ONE);
      fflush(stdout);
    }
  }
  return 0;
}
