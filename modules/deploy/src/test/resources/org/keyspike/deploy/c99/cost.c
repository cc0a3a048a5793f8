/*
 * The network under a load that is counted: hears the sound of a file frame by frame and comes past
 * mark() after each; then says how deep the stack was below ks_push, and how large the state is.
 */
#include <stdint.h>
#include <stdio.h>

#include "keyspike.h"
#include "semihost.h"

#define PAINT 0xC5C5C5C5U

extern uint32_t bare_zeros_end[];

void mark(void);

__attribute__((noinline)) void mark(void) {
  __asm__ volatile("" ::: "memory");
}

/* The stack pointer, and what is free below it. */
static uint32_t *top(void) {
  uint32_t *sp;
#if defined(__riscv)
  __asm__ volatile("mv %0, sp" : "=r"(sp));
#else
  __asm__ volatile("mov %0, sp" : "=r"(sp));
#endif
  return sp;
}

int main(void) {
  static int16_t samples[KS_FRAME_SAMPLES];
  long sound = host_open("sound.raw", 1);
  long heard = 0;
  uint32_t deepest = 0;
  unsigned long detections = 0;
  ks_init();
  while (host_read(sound, samples, sizeof samples) == 0) {
    uint32_t *end = top();
    volatile uint32_t *at;
    uint32_t *low = bare_zeros_end;
    if (end - low > 512) {
      low = end - 512;
    }
    for (at = low; at < end; at++) {
      *at = PAINT;
    }
    detections += ks_push(samples, KS_FRAME_SAMPLES);
    at = low;
    while (at < end && *at == PAINT) {
      at++;
    }
    uint32_t used = (uint32_t)((uintptr_t)end - (uintptr_t)at);
    deepest = used > deepest ? used : deepest;
    heard++;
    mark();
  }
  printf("frames %ld detections %lu state %lu stack %lu\n", heard, detections,
         (unsigned long)ks_state_bytes(), (unsigned long)deepest);
  return 0;
}
