/* The program in replay.c without an operating system: records.bin for its input, said.bin for its output. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "semihost.h"

static int next_byte(void);
static int put_byte(int byte);

#undef getchar
#undef putchar
#define getchar next_byte
#define putchar put_byte
#define exit leave
#define main replay

#include "replay.c"

#undef main

#define BUFFER 1024

static struct {
  long file;
  uint32_t at, end;
  unsigned char bytes[BUFFER];
} in, out;

static int next_byte(void) {
  if (in.at == in.end) {
    in.at = 0;
    in.end = BUFFER - host_read(in.file, in.bytes, BUFFER);
  }
  return in.at < in.end ? in.bytes[in.at++] : EOF;
}

static void flush(void) {
  if (host_write(out.file, out.bytes, out.at) != 0) {
    leave(4);
  }
  out.at = 0;
}

static int put_byte(int byte) {
  out.bytes[out.at++] = (unsigned char)byte;
  if (out.at == BUFFER) {
    flush();
  }
  return byte;
}

int main(void) {
  in.file = host_open("records.bin", 1);
  out.file = host_open("said.bin", 5);
  int status = replay();
  flush();
  return status;
}
