/*
 * What a program without an operating system has of the world here: semihosting, by which QEMU or a
 * debugger prints, reads files and takes the exit status.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef SEMIHOST_H
#define SEMIHOST_H

#include <stdint.h>

/* Asks the host; what it says (cortex-m.c, riscv.c). */
long semihost(long operation, const void *arguments);

/* Ends the program with an exit status. */
void leave(int status);

/* A file of the host to be read (mode 1) or written (mode 5); below 0 if there is none. */
long host_open(const char *name, long mode);

/* Returns how many bytes of so many it did not read, or write. */
uint32_t host_read(long file, void *bytes, uint32_t count);
uint32_t host_write(long file, const void *bytes, uint32_t count);

#endif
