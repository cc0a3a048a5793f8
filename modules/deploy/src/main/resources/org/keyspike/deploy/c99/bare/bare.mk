# Programs without an operating system, run in QEMU; sound and answers are the known ones.
#
# make qemu-m0     the self-test on a Cortex-M0 with 16 kB of RAM (code for an M0+, same instructions)
# make qemu-m4     on a Cortex-M4
# make qemu-rv32   on a RISC-V with the instructions rv32imc
#
# PROGRAM=FILE.c takes another program, which may have what semihost.h and libc's memory functions
# give, OPTIMIZE= other options for the compiler, QEMU= some for the emulator.

ARM ?= arm-none-eabi-gcc
RISCV ?= riscv64-unknown-elf-gcc
OPTIMIZE ?= -Os
PROGRAM ?= selftest.c
BARE = -ffreestanding -ffunction-sections -fdata-sections -nostartfiles -Wl,--gc-sections -Isrc -Ibare -I.
LIBRARY = $(wildcard src/*.c)
QEMU =
SEMIHOSTING = -nographic -monitor none -serial none -semihosting-config enable=on,target=native

M0 = -mcpu=cortex-m0plus -mthumb -T bare/cortex-m.ld -Wl,--defsym=FLASH_KB=256,--defsym=RAM_KB=16
M4 = -mcpu=cortex-m4 -mthumb -T bare/cortex-m.ld -Wl,--defsym=FLASH_KB=4096,--defsym=RAM_KB=4096
RV32 = -march=rv32imc -mabi=ilp32 --specs=picolibc.specs -T bare/riscv.ld
BUILD = $(WARNINGS) $(OPTIMIZE) $(BARE) -o $@ $(PROGRAM) bare/semihost.c $(LIBRARY)

# Always made anew, as PROGRAM and OPTIMIZE may be others than before.
build/bare-m0.elf:
	@mkdir -p build
	$(ARM) $(M0) $(BUILD) bare/cortex-m.c

build/bare-m4.elf:
	@mkdir -p build
	$(ARM) $(M4) $(BUILD) bare/cortex-m.c

build/bare-rv32.elf:
	@mkdir -p build
	$(RISCV) $(RV32) $(BUILD) bare/riscv.c

qemu-m0: build/bare-m0.elf
	qemu-system-arm -M microbit $(SEMIHOSTING) $(QEMU) -kernel $<

qemu-m4: build/bare-m4.elf
	qemu-system-arm -M mps2-an386 $(SEMIHOSTING) $(QEMU) -kernel $<

qemu-rv32: build/bare-rv32.elf
	qemu-system-riscv32 -M virt -cpu rv32,a=off,f=off,d=off -bios none $(SEMIHOSTING) $(QEMU) -kernel $<

.PHONY: qemu-m0 qemu-m4 qemu-rv32 build/bare-m0.elf build/bare-m4.elf build/bare-rv32.elf
