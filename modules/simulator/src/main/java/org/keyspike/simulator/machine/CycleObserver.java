package org.keyspike.simulator.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.trace.CycleSink;
import org.keyspike.simulator.trace.CycleView;

/** An observer of the machine at the end of every cycle of a window of frames. */
final class CycleObserver {
  private final ZeroSkipUnit zeroSkip;
  private final Counter counter;
  private final List<FrameStage> stages;
  private final int firstFrame;
  private final int lastFrame;
  private final CycleSink sink;
  private int frame = -1;
  private long start = -1;
  private long stalls;
  private long broadcasts;

  CycleObserver(
      ZeroSkipUnit zeroSkip,
      Counter counter,
      List<FrameStage> stages,
      int firstFrame,
      int lastFrame,
      CycleSink sink) {
    this.zeroSkip = zeroSkip;
    this.counter = counter;
    this.stages = stages;
    this.firstFrame = firstFrame;
    this.lastFrame = lastFrame;
    this.sink = sink;
  }

  void frame(int frame) {
    this.frame = frame;
  }

  /** Before an instruction: counters start anew with a stage. */
  void begin() {
    stalls = counter.value(Event.STALLS);
    broadcasts = counter.value(Event.BROADCASTS);
  }

  void cycle(long now, Instruction instruction) {
    start = start < 0 ? now : start;
    boolean stall = counter.value(Event.STALLS) != stalls;
    boolean broadcast = counter.value(Event.BROADCASTS) != broadcasts;
    begin();
    if (frame < firstFrame || frame > lastFrame) {
      return;
    }
    try {
      sink.accept(
          new CycleView(
              now - start,
              frame,
              stages.get(instruction.stage()),
              instruction.group(),
              stall,
              broadcast ? zeroSkip.lastInput() : -1,
              broadcast ? zeroSkip.lastSteps() : 0,
              broadcast ? zeroSkip.lastAddress() : -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
