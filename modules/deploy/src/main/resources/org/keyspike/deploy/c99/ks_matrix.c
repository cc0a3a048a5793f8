/*
 * Sums of columns of a matrix, several rows in one word.
 *
 * A weight is stored with a bias of 2^(bits-1), which makes it unsigned, so that weights can be added
 * side by side in the lanes of a word without one running into the next. What the biases added is
 * taken off when lanes are widened, which must happen before a lane can overflow: after so many
 * columns as the largest sum allows.
 *
 *   weights up to 4 bits, 8 rows a word   row of nibble 0 to 7:  0 4 1 5 2 6 3 7
 *   weights up to 8 bits, 4 rows a word   row of byte 0 to 3:    0 2 1 3
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#define BIAS (1U << (KS_WEIGHT_BITS - 1))
#define LARGEST ((1U << KS_WEIGHT_BITS) - 1)

/* sum += (lane - bias) << shift, as negative numbers are not to be shifted to the left. */
static inline void widen(int32_t *sum, uint32_t lane, uint32_t bias, int32_t factor) {
  *sum += ((int32_t)lane - (int32_t)bias) * factor;
}

#if KS_WEIGHT_BITS <= 4

#define ROWS 8
#define BYTES 0x0F0F0F0FU
#define HALVES 0x000F000FU
#define MOST_ADDED (255U / LARGEST)

void ks_add(const struct ks_matrix *matrix, const ks_index *number, unsigned count, unsigned shift,
            int32_t *sums) {
  const uint32_t *words = matrix->words;
  int32_t factor = (int32_t)1 << shift;
  for (unsigned row = 0; row < matrix->rows; row += ROWS) {
    const ks_index *at = number;
    unsigned left = count;
    while (left > 0) {
      unsigned run = left < MOST_ADDED ? left : MOST_ADDED;
      const ks_index *end = at + run;
      uint32_t even = 0;
      uint32_t odd = 0;
      left -= run;
      do {
        uint32_t word = words[*at];
        even += word & BYTES;
        odd += (word >> 4) & BYTES;
        at++;
      } while (at < end);
      uint32_t bias = run * BIAS;
      for (unsigned i = 0; i < 4; i++) {
        widen(sums + i, even & 255, bias, factor);
        widen(sums + i + 4, odd & 255, bias, factor);
        even >>= 8;
        odd >>= 8;
      }
    }
    words += matrix->columns;
    sums += ROWS;
  }
}

void ks_multiply(const struct ks_matrix *matrix, const ks_index *number, const uint8_t *value,
                 unsigned count, unsigned most, unsigned shift, int32_t *sums) {
  const uint32_t *words = matrix->words;
  int32_t factor = (int32_t)1 << shift;
  unsigned longest = 65535U / (LARGEST * most);
  for (unsigned row = 0; row < matrix->rows; row += ROWS) {
    unsigned i = 0;
    while (i < count) {
      unsigned end = count - i < longest ? count : i + longest;
      uint32_t a = 0;
      uint32_t b = 0;
      uint32_t c = 0;
      uint32_t d = 0;
      uint32_t total = 0;
      do {
        uint32_t word = words[number[i]];
        uint32_t x = value[i];
        a += (word & HALVES) * x;
        b += ((word >> 4) & HALVES) * x;
        c += ((word >> 8) & HALVES) * x;
        d += ((word >> 12) & HALVES) * x;
        total += x;
        i++;
      } while (i < end);
      uint32_t bias = total * BIAS;
      widen(sums, a & 65535U, bias, factor);
      widen(sums + 2, a >> 16, bias, factor);
      widen(sums + 4, b & 65535U, bias, factor);
      widen(sums + 6, b >> 16, bias, factor);
      widen(sums + 1, c & 65535U, bias, factor);
      widen(sums + 3, c >> 16, bias, factor);
      widen(sums + 5, d & 65535U, bias, factor);
      widen(sums + 7, d >> 16, bias, factor);
    }
    words += matrix->columns;
    sums += ROWS;
  }
}

#else

#define ROWS 4
#define HALVES 0x00FF00FFU

/* Values are all 1 where there are none. */
static void add(const struct ks_matrix *matrix, const ks_index *number, const uint8_t *value,
                unsigned count, unsigned longest, unsigned shift, int32_t *sums) {
  const uint32_t *words = matrix->words;
  int32_t factor = (int32_t)1 << shift;
  for (unsigned row = 0; row < matrix->rows; row += ROWS) {
    unsigned i = 0;
    while (i < count) {
      unsigned end = count - i < longest ? count : i + longest;
      uint32_t even = 0;
      uint32_t odd = 0;
      uint32_t total = 0;
      do {
        uint32_t word = words[number[i]];
        uint32_t x = value == NULL ? 1 : value[i];
        even += (word & HALVES) * x;
        odd += ((word >> 8) & HALVES) * x;
        total += x;
        i++;
      } while (i < end);
      uint32_t bias = total * BIAS;
      widen(sums, even & 65535U, bias, factor);
      widen(sums + 1, even >> 16, bias, factor);
      widen(sums + 2, odd & 65535U, bias, factor);
      widen(sums + 3, odd >> 16, bias, factor);
    }
    words += matrix->columns;
    sums += ROWS;
  }
}

void ks_add(const struct ks_matrix *matrix, const ks_index *number, unsigned count, unsigned shift,
            int32_t *sums) {
  add(matrix, number, NULL, count, 65535U / LARGEST, shift, sums);
}

void ks_multiply(const struct ks_matrix *matrix, const ks_index *number, const uint8_t *value,
                 unsigned count, unsigned most, unsigned shift, int32_t *sums) {
  add(matrix, number, value, count, 65535U / (LARGEST * most), shift, sums);
}

#endif
