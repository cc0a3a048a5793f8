package org.keyspike.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GoldenModels;
import org.keyspike.simulator.machine.Machine;

class FitTest {
  /** 8 bands; 48 and 32 neurons; 16 hidden; 6 classes; 4 bits; one step. */
  private static final WeightImage IMAGE = Machines.image(GoldenModels.model("integer-ts1"), 32);

  private static final int WEIGHT_WORDS = 32 * 2 + 48 * 2 + 48 + 32 + 32 + 16;
  private static final Architecture ROOMY = Machines.roomy(32, 32);

  @Test
  void anImageForOtherLanesIsRefused() {
    FitException refused =
        assertThrows(FitException.class, () -> new Machine(IMAGE, Machines.roomy(64, 32)));
    assertEquals(
        "machine roomy: lanes: the image needs words of 32, the machine has 64",
        refused.getMessage());
  }

  @Test
  void everyMemoryMustHoldExactlyWhatTheImageTakesOfIt() {
    fits(Memory.ENCODER, 32 * 32, 1);
    fits(Memory.SPIKE, 32, 1 + 2 * 2 + 2 * 1 + 8);
    fits(Memory.PARAMETER, 32 * 40, 1 + 2 + 1 + 1 + 1);
    fits(Memory.MEMBRANE, 32 * 16, 3);
    fits(Memory.SUM, 32 * 32, 1);
  }

  @Test
  void weightWordsShareRowsOrTakeSeveral() {
    fitsDepth(IMAGE, Memory.WEIGHT, 128, WEIGHT_WORDS);
    fitsDepth(IMAGE, Memory.WEIGHT, 255, WEIGHT_WORDS);
    fitsDepth(IMAGE, Memory.WEIGHT, 256, WEIGHT_WORDS / 2);
    fitsDepth(IMAGE, Memory.WEIGHT, 64, WEIGHT_WORDS * 2);
    fitsDepth(IMAGE, Memory.WEIGHT, 60, WEIGHT_WORDS * 3);
  }

  @Test
  void anAdaptiveLayerTakesTwiceTheWords() {
    WeightImage adaptive = Machines.image(GoldenModels.model("integer-adaptive"), 32);
    fits(adaptive, Memory.PARAMETER, 32 * 40, 1 + 2 * (2 + 1) + 1 + 1);
    fits(adaptive, Memory.MEMBRANE, 32 * 16, 2 * 3);
  }

  private static void fits(Memory memory, int widthBits, int depth) {
    fits(IMAGE, memory, widthBits, depth);
  }

  private static void fits(WeightImage image, Memory memory, int widthBits, int depth) {
    fitsDepth(image, memory, widthBits, depth);
    refused(image, memory, widthBits - 1, depth, depth + " words of " + widthBits + " bits");
  }

  private static void fitsDepth(WeightImage image, Memory memory, int widthBits, int depth) {
    MemoryShape need = new MemoryShape(widthBits, depth, 1, 0);
    new Machine(image, Machines.with(ROOMY, memory, need));
    refused(image, memory, widthBits, depth - 1, depth + " words of " + widthBits + " bits");
  }

  private static void refused(
      WeightImage image, Memory memory, int widthBits, int depth, String need) {
    MemoryShape less = new MemoryShape(widthBits, depth, 1, 0);
    FitException refused =
        assertThrows(
            FitException.class, () -> new Machine(image, Machines.with(ROOMY, memory, less)));
    assertEquals(memory.key() + " memory", refused.part());
    assertEquals(need, refused.need());
    assertEquals(less.size(), refused.have());
  }
}
