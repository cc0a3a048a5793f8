package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;

/** {@link Machine} from clip to clip; its numbers are those of {@link MachinePropertyTest}. */
class MachineTest {
  /** Neurons 2 and 3 spike in both steps: 14 of hidden unit 0, none of the other. */
  @Test
  void aResetForgetsTheAnswer() {
    Machine machine = new Machine(TinyImage.keyword(4, 1), Machines.roomy(4, 4));
    assertArrayEquals(new int[] {0, 14, 28}, machine.run(new byte[] {90, 80}).trace().logits());
    assertArrayEquals(new int[3], machine.run(new byte[0]).trace().logits());
    machine.run(new byte[] {90, 80});
    machine.reset();
    assertArrayEquals(new int[3], machine.logits());
  }

  /** The estimate of band 0 rises by 6, falls by 6 and rises again; that of band 1 rises. */
  @Test
  void itRunsUpToAFrameOfTheClip() {
    byte[] clip = {90, 90, 0, 90, 90, 90};
    Machine machine = new Machine(TinyImage.frameWise(4, Packing.DENSE), Machines.roomy(4, 4));
    int[] first = {0, 6, 0, 6};
    for (int frame = 0; frame <= 3; frame++) {
      machine.runTo(clip, frame);
      LaneMemory estimates = machine.shared(Memory.ENCODER);
      assertEquals(first[frame], estimates.value(0, 0, LaneField.ESTIMATE));
      assertEquals(6 * frame, estimates.value(0, 1, LaneField.ESTIMATE));
      assertEquals(frame + 1, machine.comingFrame());
    }
  }
}
