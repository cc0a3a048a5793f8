/*
 * What the parts of the runtime share: the state, the shape of the image, and each part's function.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef KS_STATE_H
#define KS_STATE_H

#include <limits.h>

#include "keyspike.h"

#if INT_MAX < 2147483647
#error "an int must have 32 bits"
#endif
#if (-1 >> 1) != -1
#error "the right shift of a negative number must be arithmetic"
#endif

/*
 * Whether the processor multiplies 32 by 32 bits to 64 in an instruction or two. A Cortex-M0 does
 * not; the bits are the same either way.
 */
#ifndef KS_LONG_MULTIPLY
#if defined(__ARM_ARCH_6M__) || defined(__ARM_ARCH_8M_BASE__)
#define KS_LONG_MULTIPLY 0
#else
#define KS_LONG_MULTIPLY 1
#endif
#endif

/*
 * For functions that are fast only in one piece with their caller, for others that need all registers
 * to themselves, and for what is seldom true.
 */
#if defined(__GNUC__)
#define KS_INLINE inline __attribute__((always_inline))
#define KS_NOINLINE __attribute__((noinline))
#define KS_RARELY(condition) __builtin_expect(condition, 0)
#else
#define KS_INLINE inline
#define KS_NOINLINE
#define KS_RARELY(condition) (condition)
#endif

/* Samples under one window, and complex points of its transform. */
#define KS_WINDOW_SAMPLES 400
#define KS_POINTS 256

/* Encoders, for KS_ENCODER. */
#define KS_DIRECT 0
#define KS_STEP_FORWARD 1
#define KS_RESIDUAL 2

/* Codes of a layer's outputs. */
#define KS_SPIKES 0
#define KS_POWERS_OF_TWO 1
#define KS_GRADED 2

/* Whether inputs can be other than 0 and 1. */
#define KS_VALUES (KS_ENCODER == KS_DIRECT || KS_CODES)

/* The number of an input or a neuron. */
#if KS_MOST_INPUTS <= 256
typedef uint8_t ks_index;
#else
typedef uint16_t ks_index;
#endif

/* The outputs of a neuron, summed over a window, and over a block of KS_ANSWER_FRAMES frames. */
#if KS_MOST_COUNT <= 65535
typedef uint16_t ks_count;
#else
typedef uint32_t ks_count;
#endif
#if KS_ANSWER_FRAMES * KS_MOST_OUTPUT <= 255
typedef uint8_t ks_block;
#else
typedef uint16_t ks_block;
#endif

/* The inputs of a layer that are not 0. */
struct ks_list {
  uint16_t count;
  ks_index number[KS_MOST_ACTIVE];
#if KS_VALUES
  uint8_t value[KS_MOST_ACTIVE];
#endif
};

/*
 * Weights, eight of 4 bits or four of 8 bits in a word, each with a bias that makes it unsigned.
 * The words of one group of rows lie together: a pair of words for each column, or one of 8 bits.
 */
struct ks_matrix {
  const uint32_t *words; /* null: there is none */
  uint16_t rows;
  uint16_t columns;
};

/* One layer of the image. */
struct ks_layer {
  struct ks_matrix weight;
#if KS_RECURRENT
  struct ks_matrix recurrent;
#endif
  const int16_t *bias;
  const uint8_t *leak;
#if KS_THRESHOLDS
  const int16_t *threshold;
#else
  int16_t threshold;
#endif
#if KS_ADAPTIVE
  const uint8_t *adaptation_leak; /* null: its neurons do not adapt */
  const int8_t *coupling;
  const int16_t *jump;
#endif
#if KS_DELAYS
  const uint8_t *delay; /* null: every input comes at once */
  uint16_t due;         /* where its words begin in ks.due */
  uint8_t frames;       /* the longest delay, and one */
  uint8_t planes;       /* binary digits of an input */
#endif
  uint16_t first; /* its first neuron among those of all layers */
  uint8_t shift_weight;
  uint8_t shift_recurrent;
#if KS_CODES
  uint8_t code;
  uint8_t largest; /* output */
  uint8_t shift;   /* of graded outputs; of powers of two K - 1 */
#endif
#if KS_ZEROS
  uint8_t zero; /* not 0: a spike leaves nothing of its potential */
#endif
};

extern const uint16_t ks_hann[KS_WINDOW_SAMPLES];
extern const int16_t ks_cosine[KS_POINTS * 3 / 2 + 1];
extern const uint16_t ks_log2[129];
#if KS_PCEN
extern const uint16_t ks_compression[257];
#endif
extern const uint16_t ks_segment_bins[KS_ALL_BANDS + 1];
extern const uint16_t ks_rising[];
#if KS_ALL_BANDS > KS_BANDS
extern const uint8_t ks_band_kept[KS_ALL_BANDS];
#endif
#if KS_STEPS_PER_BAND
extern const int16_t ks_coarse_steps[KS_BANDS];
extern const int16_t ks_fine_steps[KS_BANDS];
#endif
extern const struct ks_layer ks_layers[KS_LAYERS];
extern const struct ks_matrix ks_hidden_weight;
extern const int16_t ks_hidden_bias[KS_HIDDEN];
extern const struct ks_matrix ks_output_weight;
extern const int16_t ks_output_bias[KS_CLASSES];
extern const uint16_t ks_thresholds[KS_CLASSES];
extern const uint16_t ks_powers[65];

/* A complex number: a point of the transform, and then a bin of twice the spectrum. */
struct ks_point {
  int32_t re;
  int32_t im;
};

/* What sums are made for: neurons, hidden units or classes, in whole words. */
#define KS_SUMS (((KS_MOST_ROWS + 15) / 16) * 16)

/* Everything that changes; what comes before bins stays where sound is missing. */
struct ks_state {
  struct ks_detection detection;
  uint32_t frames;
  uint32_t answers;
  uint32_t wait; /* frames that are left of the refractory time */
  int32_t logits[KS_CLASSES];
  uint16_t posteriors[KS_CLASSES];
  uint16_t owed; /* samples of gaps that were not a whole frame */
  uint8_t features[KS_BANDS];
#if KS_BACKGROUND
  uint8_t followed; /* whether the background has begun */
  int32_t background[KS_BANDS];
#endif
#if KS_PCEN
  uint8_t ready;              /* the shift by which energies are averaged, at most */
  uint16_t heard;             /* frames since the start, at most 32767 */
  int64_t smoothed[KS_BANDS]; /* energies, averaged over time */
#endif

  struct ks_point bins[KS_POINTS + 1];
  int32_t sums[KS_SUMS];
  uint32_t over; /* what biases of weights have added to each sum, modulo 2^32 */
#if KS_STEPS > 1
  int32_t fed[KS_SUMS]; /* both of the first layer's input, which is the same in all steps */
  uint32_t fed_over;
#endif
  uint32_t posterior_sums[KS_CLASSES];
#if KS_DELAYS
  uint32_t due[KS_DUE_WORDS];
#endif
  uint32_t left;   /* frames until the next answer */
  uint32_t waited; /* frames since the answer or gap before */
#if KS_BLOCKS > 0
  uint32_t next_block;
#endif
  ks_count window[KS_LAST_NEURONS];
  int16_t samples[KS_WINDOW_SAMPLES];
  uint16_t filled; /* samples in the window */
  int16_t membrane[KS_NEURONS];
#if KS_ADAPTIVE
  int16_t adaptation[KS_NEURONS];
  uint8_t fired[KS_NEURONS];
#endif
#if KS_ENCODER != KS_DIRECT
  int16_t estimate[KS_BANDS];
#endif
#if KS_ENCODER == KS_RESIDUAL
  int16_t residual[KS_BANDS];
#endif
  uint16_t ring[KS_SMOOTHING][KS_CLASSES];
  struct ks_list encoded;
#if KS_DELAYS
  struct ks_list delayed;
#endif
  struct ks_list active[KS_LAYERS][KS_STEPS];
  ks_block block[KS_LAST_NEURONS];
#if KS_BLOCKS > 0
  ks_block blocks[KS_BLOCKS][KS_LAST_NEURONS];
#endif
  ks_index number[KS_MOST_READ];
  uint8_t value[KS_MOST_READ];
#if KS_DELAYS
  uint8_t now[KS_LAYERS];
#endif
  uint8_t in_block; /* frames since the last whole block */
  uint8_t next_ring;
  uint8_t averaged; /* answers in the ring */
};

extern struct ks_state ks;

/* Twice the spectrum of the window, in ks.bins (ks_spectrum.c). */
void ks_spectrum(void);

/* The features of that, in ks.features (ks_bands.c). */
void ks_bands(void);

/* The encoder's spikes, or what of the features is not 0, in ks.encoded (ks_encoder.c). */
void ks_encode(void);

/*
 * Adds the columns at which there are spikes: sums += (W s) << shift, and something that is the same
 * for all of them, which is added to ks.over (ks_matrix.c).
 */
void ks_add(const struct ks_matrix *matrix, const ks_index *number, unsigned count, unsigned shift,
            int32_t *sums);

/* sums += (W x) << shift for inputs x from 1 to most, at most 255. */
void ks_multiply(const struct ks_matrix *matrix, const ks_index *number, const uint8_t *value,
                 unsigned count, unsigned most, unsigned shift, int32_t *sums);

#if KS_DELAYS
/* Takes the inputs of a layer at a step, gives those that are due (ks_delay.c). */
const struct ks_list *ks_delayed(unsigned layer, unsigned step, const struct ks_list *inputs);
#endif

/* Currents to outputs, for one step of a layer (ks_neurons.c). */
void ks_fire(unsigned layer, unsigned step);

/* One frame of all layers (ks_layers.c). */
void ks_network(void);

/* Counts the outputs of the last layer in a frame (ks_window.c). */
void ks_count_outputs(void);

/* The logits of the counts, in ks.logits (ks_readout.c). */
void ks_readout(void);

/* Whether a keyword is detected in the logits; frames since the answer before (ks_detector.c). */
bool ks_detect(uint32_t frames);

#endif
