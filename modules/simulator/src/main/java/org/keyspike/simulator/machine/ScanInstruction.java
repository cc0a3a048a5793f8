package org.keyspike.simulator.machine;

/** A scan by the zero-skip unit, over the spike words of the frame at hand. */
record ScanInstruction(Scan scan, ZeroSkipUnit unit, FrameInput input) implements Instruction {
  @Override
  public int stage() {
    return scan.stage();
  }

  @Override
  public int group() {
    return scan.group();
  }

  @Override
  public void begin(long now) {
    unit.begin(scan, input.frame(), now);
  }

  @Override
  public boolean cycle(long now) {
    return unit.cycle(now);
  }
}
