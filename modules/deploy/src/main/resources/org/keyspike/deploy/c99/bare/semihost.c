/*
 * Files, exit status and a printf that knows %s, %d, %ld, %u, %lu and %%, by semihosting.
 *
 * Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "semihost.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define OPEN 0x01
#define WRITE_TEXT 0x04
#define WRITE 0x05
#define READ 0x06
#define EXIT_EXTENDED 0x20
#define APPLICATION_EXIT 0x20026

void leave(int status) {
  long arguments[2] = {APPLICATION_EXIT, status};
  for (;;) {
    semihost(EXIT_EXTENDED, arguments);
  }
}

long host_open(const char *name, long mode) {
  struct {
    const char *name;
    long mode;
    size_t length;
  } arguments = {name, mode, strlen(name)};
  return semihost(OPEN, &arguments);
}

uint32_t host_read(long file, void *bytes, uint32_t count) {
  struct {
    long file;
    void *bytes;
    size_t count;
  } arguments = {file, bytes, count};
  return (uint32_t)semihost(READ, &arguments);
}

uint32_t host_write(long file, const void *bytes, uint32_t count) {
  struct {
    long file;
    const void *bytes;
    size_t count;
  } arguments = {file, bytes, count};
  return (uint32_t)semihost(WRITE, &arguments);
}

static void print_number(unsigned long value, int negative) {
  char text[24];
  char *at = text + sizeof text - 1;
  *at = 0;
  do {
    at--;
    *at = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  if (negative) {
    at--;
    *at = '-';
  }
  semihost(WRITE_TEXT, at);
}

int printf(const char *format, ...) {
  va_list values;
  va_start(values, format);
  for (; *format != 0; format++) {
    if (*format != '%') {
      char one[2] = {*format, 0};
      semihost(WRITE_TEXT, one);
      continue;
    }
    format++;
    int wide = *format == 'l';
    format += wide;
    if (*format == 's') {
      semihost(WRITE_TEXT, va_arg(values, const char *));
    } else if (*format == 'd') {
      long value = wide ? va_arg(values, long) : va_arg(values, int);
      print_number(value < 0 ? 0UL - (unsigned long)value : (unsigned long)value, value < 0);
    } else if (*format == 'u') {
      print_number(wide ? va_arg(values, unsigned long) : va_arg(values, unsigned), 0);
    } else {
      semihost(WRITE_TEXT, "%");
    }
  }
  va_end(values);
  return 0;
}
