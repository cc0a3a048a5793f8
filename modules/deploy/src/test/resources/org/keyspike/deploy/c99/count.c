/*
 * A plugin of QEMU that counts the instructions of a Thumb program exactly, by parts of it, and
 * estimates its cycles. For every time that the program comes past an address it writes a row: for
 * every part instructions, cycles, loads and stores, multiplications, branches taken, all of them
 * 32-bit numbers in the order of the host.
 *
 * Arguments: mark=ADDRESS, parts=FILE (lines "from to part", in hexadecimal; a function in no line
 * belongs to whatever part ran before), rows=FILE, core=m0 or m4. Part 0 is not of
 * interest.
 *
 * Cycles, without waiting for memory:
 *
 *   Cortex-M0+  1; load or store of one word 2, of n words 1 + n; a branch taken 1 more, calls and
 *               returns that load the program counter 2 more; multiplication 1
 *   Cortex-M4   1; load or store 2, right after another one 1, of n words 1 + n; a branch taken 2
 *               more; division 12
 *
 * The declarations are those of version 1 of QEMU's plugin interface, of which Debian ships no header.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_info_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t,
                                           void (*)(qemu_plugin_id_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *, void (*)(unsigned, void *), int,
                                          void *);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, void *), void *);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);

#define EXPORTED __attribute__((visibility("default")))
#define MOST_PARTS 16
#define MOST_RANGES 256

EXPORTED int qemu_plugin_version = 1;

struct counts {
  uint32_t instructions, cycles, memory, multiplications, taken;
};

/* A run of instructions up to a branch. */
struct block {
  uint64_t from, to;
  int part; /* -1: that of whoever calls */
  struct counts counts;
  uint32_t calls; /* whether it ends in a call, or in a return that loads the program counter */
};

static struct range {
  uint64_t from, to;
  int part;
} ranges[MOST_RANGES];
static int all_ranges;
static int parts = 1;
static uint64_t mark;
static bool m4;
static FILE *rows;
static struct counts now[MOST_PARTS];
static const struct block *before;
static int part;

static int bits(unsigned word) {
  return __builtin_popcount(word);
}

static bool single_access(unsigned a, size_t size) {
  unsigned top = a >> 11;
  return size == 2 ? top == 9 || (top >= 10 && top <= 19) : (a & 0xFE00) == 0xF800;
}

/* Adds an instruction of halfwords a and b. */
static void add(struct block *block, unsigned a, unsigned b, size_t size, bool after_access) {
  struct counts *c = &block->counts;
  unsigned cycles = 1;
  block->calls = 0;
  if (single_access(a, size)) {
    c->memory++;
    cycles = m4 && after_access ? 1 : 2;
  } else if (size == 2) {
    int words = -1;
    if ((a & 0xF600) == 0xB400) {
      words = bits(a & 0x1FF);
      block->calls = (a & 0xFF00) == 0xBD00;
    } else if ((a & 0xF000) == 0xC000) {
      words = bits(a & 0xFF);
    } else if ((a & 0xFFC0) == 0x4340) {
      c->multiplications++;
    }
    if (words >= 0) {
      c->memory += (uint32_t)words;
      cycles = 1 + (unsigned)words;
    }
  } else if ((a & 0xFE40) == 0xE800) {
    c->memory += (uint32_t)bits(b);
    cycles = 1 + (unsigned)bits(b);
    block->calls = b >> 15;
  } else if ((a & 0xFE40) == 0xE840) {
    c->memory += 2;
    cycles = 3;
  } else if ((a & 0xFF00) == 0xFB00) {
    bool divides = (a & 0xFFD0) == 0xFB90;
    c->multiplications += !divides;
    cycles = divides ? 12 : 1;
  } else if ((a & 0xF800) == 0xF000 && (b & 0xD000) == 0xD000) {
    block->calls = 1;
  }
  c->instructions++;
  c->cycles += cycles;
}

static void run(unsigned cpu, void *data) {
  const struct block *block = data;
  (void)cpu;
  if (before != NULL && before->to != block->from) {
    now[part].taken++;
    now[part].cycles += m4 ? 2 : 1 + before->calls;
  }
  before = block;
  if (block->from == mark) {
    fwrite(now, sizeof now[0], (size_t)parts, rows);
    memset(now, 0, sizeof now);
  }
  part = block->part < 0 ? part : block->part;
  now[part].instructions += block->counts.instructions;
  now[part].cycles += block->counts.cycles;
  now[part].memory += block->counts.memory;
  now[part].multiplications += block->counts.multiplications;
}

static int part_of(uint64_t address) {
  for (int i = 0; i < all_ranges; i++) {
    if (address >= ranges[i].from && address < ranges[i].to) {
      return ranges[i].part;
    }
  }
  return -1;
}

static void translate(qemu_plugin_id_t id, struct qemu_plugin_tb *tb) {
  struct block *block = calloc(1, sizeof *block);
  bool after_access = false;
  (void)id;
  for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
    struct qemu_plugin_insn *one = qemu_plugin_tb_get_insn(tb, i);
    size_t size = qemu_plugin_insn_size(one);
    uint16_t half[2] = {0, 0};
    memcpy(half, qemu_plugin_insn_data(one), size);
    add(block, half[0], half[1], size, after_access);
    after_access = single_access(half[0], size);
    block->from = i == 0 ? qemu_plugin_insn_vaddr(one) : block->from;
    block->to = qemu_plugin_insn_vaddr(one) + size;
  }
  block->part = part_of(block->from);
  qemu_plugin_register_vcpu_tb_exec_cb(tb, run, 0, block);
}

static void finish(qemu_plugin_id_t id, void *nothing) {
  (void)id;
  (void)nothing;
  fclose(rows);
}

static int read_parts(const char *name) {
  FILE *file = fopen(name, "r");
  struct range *r = ranges;
  if (file == NULL) {
    return -1;
  }
  while (all_ranges < MOST_RANGES &&
         fscanf(file, "%" SCNx64 " %" SCNx64 " %x", &r->from, &r->to, (unsigned *)&r->part) == 3) {
    parts = r->part >= parts ? r->part + 1 : parts;
    all_ranges++;
    r++;
  }
  fclose(file);
  return parts <= MOST_PARTS ? 0 : -1;
}

EXPORTED int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int argc,
                                 char **argv) {
  (void)info;
  for (int i = 0; i < argc; i++) {
    char *value = strchr(argv[i], '=') + 1;
    if (strncmp(argv[i], "mark=", 5) == 0) {
      mark = strtoull(value, NULL, 16);
    } else if (strncmp(argv[i], "core=", 5) == 0) {
      m4 = strcmp(value, "m4") == 0;
    } else if (strncmp(argv[i], "rows=", 5) == 0) {
      rows = fopen(value, "wb");
    } else if (strncmp(argv[i], "parts=", 6) == 0 && read_parts(value) != 0) {
      return -1;
    }
  }
  if (rows == NULL) {
    return -1;
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
  qemu_plugin_register_atexit_cb(id, finish, NULL);
  return 0;
}
