// Prints the words that a microphone hears.
//
// Boards with a PDM microphone use the library PDM, which comes with them. An ESP32 reads an I2S
// microphone (INMP441 and the like) at the pins below.
//
// Part of Keyspike. SPDX-License-Identifier: GPL-3.0-or-later

#include <keyspike.h>

// Half of a second, as printing and computing may take a while.
static const uint32_t ROOM = 8192;
static int16_t ring[ROOM];
static volatile uint32_t written = 0;
static uint32_t taken = 0;
static int16_t samples[KS_ANSWER_SAMPLES];

#if defined(ARDUINO_ARCH_ESP32)

#include <ESP_I2S.h>

static const int CLOCK_PIN = 14;
static const int WORD_PIN = 15;
static const int DATA_PIN = 32;
static I2SClass microphone;

static void beginMicrophone() {
  microphone.setPins(CLOCK_PIN, WORD_PIN, -1, DATA_PIN);
  if (!microphone.begin(I2S_MODE_STD, KS_SAMPLE_RATE, I2S_DATA_BIT_WIDTH_32BIT,
                        I2S_SLOT_MODE_MONO)) {
    Serial.println("no microphone");
    for (;;) {
    }
  }
}

// The upper half of a word of 32 bits; most microphones are quiet, so it is taken four times as loud.
static void pollMicrophone() {
  int32_t words[64];
  size_t bytes = microphone.readBytes((char *)words, sizeof words);
  for (size_t i = 0; i < bytes / sizeof words[0]; i++) {
    int32_t sample = words[i] >> 14;
    ring[written % ROOM] = (int16_t)constrain(sample, -32768, 32767);
    written++;
  }
}

#else

#include <PDM.h>

static int16_t arrived[256];

static void onSamples() {
  int bytes = PDM.read(arrived, min(PDM.available(), (int)sizeof arrived));
  for (int i = 0; i < bytes / 2; i++) {
    ring[written % ROOM] = arrived[i];
    written++;
  }
}

static void beginMicrophone() {
  PDM.onReceive(onSamples);
  if (!PDM.begin(1, KS_SAMPLE_RATE)) {
    Serial.println("no microphone");
    for (;;) {
    }
  }
}

static void pollMicrophone() {
}

#endif

void setup() {
  Serial.begin(115200);
  ks_init();
  beginMicrophone();
}

void loop() {
  pollMicrophone();
  uint32_t ready = written - taken;
  if (ready > ROOM - KS_ANSWER_SAMPLES) {
    // Too late: what was overwritten is lost.
    taken += ready;
    ks_gap(ready);
    return;
  }
  if (ready < KS_ANSWER_SAMPLES) {
    return;
  }
  for (int i = 0; i < KS_ANSWER_SAMPLES; i++) {
    samples[i] = ring[(taken + i) % ROOM];
  }
  taken += KS_ANSWER_SAMPLES;
  if (ks_push(samples, KS_ANSWER_SAMPLES)) {
    Serial.print(ks_detection()->frame / 100.0);
    Serial.print(" s  ");
    Serial.println(ks_detection()->word);
  }
}
