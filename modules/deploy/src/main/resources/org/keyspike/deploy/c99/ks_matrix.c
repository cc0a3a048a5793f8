/*
 * Sums of columns of a matrix, several rows in one word.
 *
 * A weight is stored with a bias of 2^(bits-1), which makes it unsigned, so that weights can be added
 * side by side in the lanes of a word without one running into the next. Lanes are widened before one
 * can overflow: after so many columns as the largest sum allows. What the biases added is known from
 * the inputs alone, and taken off later.
 *
 *   weights up to 4 bits, 16 rows in a pair of words   row of nibble 0 to 7:  0 4 1 5 2 6 3 7, and 8 on
 *   weights up to 8 bits, 4 rows in a word             row of byte 0 to 3:    0 2 1 3
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ks_state.h"

#define BIAS (1U << (KS_WEIGHT_BITS - 1))
#define LARGEST ((1U << KS_WEIGHT_BITS) - 1)

/* sum += (lane - bias) << shift, as negative numbers are not to be shifted to the left. */
static KS_INLINE void widen(int32_t *sum, uint32_t lane, uint32_t bias, int32_t factor) {
  *sum += ((int32_t)lane - (int32_t)bias) * factor;
}

#if KS_WEIGHT_BITS <= 4

#define ROWS 16
#define BYTES 0x0F0F0F0FU
#define HALVES 0x000F000FU
#define MOST_ADDED (255U / LARGEST)

/* Adds the columns of numbers from at to end, in lanes of 8 bits: rows 0-3, 4-7, 8-11, 12-15. */
static KS_NOINLINE void add_lanes(const uint32_t *words, const ks_index *at, const ks_index *end,
                                  uint32_t *lanes) {
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t c = 0;
  uint32_t d = 0;
  do {
    const uint32_t *pair = words + 2U * *at;
    uint32_t word = pair[0];
    b += (word >> 4) & BYTES;
    a += word & BYTES;
    word = pair[1];
    d += (word >> 4) & BYTES;
    c += word & BYTES;
    at++;
  } while (at < end);
  lanes[0] = a;
  lanes[1] = b;
  lanes[2] = c;
  lanes[3] = d;
}

/* Sums are modulo 2^32 until the biases are taken off. */
static KS_INLINE int32_t plus(int32_t sum, uint32_t lane, unsigned shift) {
  return (int32_t)((uint32_t)sum + (lane << shift));
}

/* The lanes of a word, which are of four rows, one after another. */
static KS_INLINE void add_four(int32_t *sums, uint32_t lanes, unsigned shift) {
  sums[0] = plus(sums[0], lanes & 255, shift);
  sums[1] = plus(sums[1], (lanes >> 8) & 255, shift);
  sums[2] = plus(sums[2], (lanes >> 16) & 255, shift);
  sums[3] = plus(sums[3], lanes >> 24, shift);
}

void ks_add(const struct ks_matrix *matrix, const ks_index *number, unsigned count, unsigned shift,
            int32_t *sums) {
  const uint32_t *words = matrix->words;
  const ks_index *last = number + count;
  ks.over += (count * BIAS) << shift;
  for (unsigned row = 0; row < matrix->rows; row += ROWS) {
    const ks_index *end = number;
    while (end < last) {
      const ks_index *at = end;
      end = last - at > (ptrdiff_t)MOST_ADDED ? at + MOST_ADDED : last;
      uint32_t lanes[4];
      add_lanes(words, at, end, lanes);
      add_four(sums, lanes[0], shift);
      add_four(sums + 4, lanes[1], shift);
      add_four(sums + 8, lanes[2], shift);
      add_four(sums + 12, lanes[3], shift);
    }
    words += 2U * matrix->columns;
    sums += ROWS;
  }
}

void ks_multiply(const struct ks_matrix *matrix, const ks_index *number, const uint8_t *value,
                 unsigned count, unsigned most, unsigned shift, int32_t *sums) {
  const uint32_t *words = matrix->words;
  int32_t factor = (int32_t)1 << shift;
  unsigned longest = 65535U / (LARGEST * most);
  for (unsigned row = 0; row < matrix->rows; row += ROWS / 2) {
    unsigned i = 0;
    while (i < count) {
      unsigned end = count - i < longest ? count : i + longest;
      uint32_t a = 0;
      uint32_t b = 0;
      uint32_t c = 0;
      uint32_t d = 0;
      uint32_t total = 0;
      do {
        uint32_t word = words[2U * number[i]];
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
    /* The other word of the pair, then the first of the next. */
    words += row % ROWS == 0 ? 1 : 2U * matrix->columns - 1;
    sums += ROWS / 2;
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
