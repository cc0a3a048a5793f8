/*
 * From reset to main on a RISC-V, and semihosting there.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdint.h>
#include <stdio.h>

#include "semihost.h"

/* Places that riscv.ld names. */
extern uint32_t bare_zeros[];
extern uint32_t bare_zeros_end[];

int main(void);

void bare_main(void);
void bare_fault(void);

/* QEMU starts at the lowest address of memory, with nothing set. */
__asm__(".section .vectors, \"ax\"\n"
        ".globl bare_reset\n"
        ".option push\n"
        ".option arch, +zicsr\n"
        ".option norelax\n"
        "bare_reset:\n"
        "  la gp, __global_pointer$\n"
        "  la sp, bare_stack_top\n"
        "  la t0, bare_fault\n"
        "  csrw mtvec, t0\n"
        "  j bare_main\n"
        ".option pop\n"
        ".text\n");

/* The three instructions by which a debugger knows semihosting lie in one page. */
__attribute__((noinline, aligned(16))) long semihost(long operation, const void *arguments) {
  register long a0 __asm__("a0") = operation;
  register const void *a1 __asm__("a1") = arguments;
  __asm__ volatile(
      ".option push\n"
      ".option norvc\n"
      "slli zero, zero, 0x1f\n"
      "ebreak\n"
      "srai zero, zero, 7\n"
      ".option pop\n"
      : "+r"(a0)
      : "r"(a1)
      : "memory");
  return a0;
}

void bare_main(void) {
  for (uint32_t *to = bare_zeros; to < bare_zeros_end; to++) {
    *to = 0;
  }
  leave(main());
}

__attribute__((aligned(4))) void bare_fault(void) {
  printf("a fault of the processor\n");
  leave(99);
}
