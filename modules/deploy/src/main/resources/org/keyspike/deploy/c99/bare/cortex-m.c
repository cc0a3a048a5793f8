/*
 * From reset to main on a Cortex-M, and semihosting there.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdint.h>
#include <stdio.h>

#include "semihost.h"

/* Places that cortex-m.ld names. */
extern uint32_t bare_stack_top[];
extern uint32_t bare_data_load[];
extern uint32_t bare_data[];
extern uint32_t bare_data_end[];
extern uint32_t bare_zeros[];
extern uint32_t bare_zeros_end[];

int main(void);

void bare_reset(void);

long semihost(long operation, const void *arguments) {
  register long r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = arguments;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

void bare_reset(void) {
  const uint32_t *from = bare_data_load;
  for (uint32_t *to = bare_data; to < bare_data_end; to++) {
    *to = *from++;
  }
  for (uint32_t *to = bare_zeros; to < bare_zeros_end; to++) {
    *to = 0;
  }
  leave(main());
}

static void fault(void) {
  printf("a fault of the processor\n");
  leave(99);
}

/* Enough of the vector table: stack, reset and faults. */
struct vectors {
  uint32_t *stack;
  void (*handlers[15])(void);
};

extern const struct vectors bare_vectors;
const struct vectors bare_vectors __attribute__((section(".vectors"), used)) = {
    bare_stack_top, {bare_reset, fault, fault, fault, fault, fault}};
