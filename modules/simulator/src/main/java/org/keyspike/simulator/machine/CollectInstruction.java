package org.keyspike.simulator.machine;

import org.keyspike.simulator.Event;

/**
 * The collection of a layer's inputs that come late, ahead of the scans of several groups: for each
 * spike word it fetches the words of the last frames and the digits of the delays, puts them
 * together in a register, and in the next cycles writes the inputs that are due.
 */
final class CollectInstruction implements Instruction {
  private final int stage;
  private final ScanSource source;
  private final SpikeRegion due;
  private final int inputs;
  private final FrameInput input;
  private final SpikeMemory memory;
  private final MemoryPort port;
  private final Counter counter;
  private final FetchedWords fetched;
  private int word;
  private int toFetch;
  private int toWrite;
  private long ready;

  /**
   * Sets it up.
   *
   * @param stage that its cycles belong to
   * @param source all planes of the steps that are collected
   * @param due where they are written to
   * @param inputs of the layer
   */
  CollectInstruction(
      int stage,
      ScanSource source,
      SpikeRegion due,
      int inputs,
      FrameInput input,
      SpikeMemory memory,
      MemoryPort port,
      Counter counter) {
    this.stage = stage;
    this.source = source;
    this.due = due;
    this.inputs = inputs;
    this.input = input;
    this.memory = memory;
    this.port = port;
    this.counter = counter;
    fetched = new FetchedWords(memory);
  }

  @Override
  public int stage() {
    return stage;
  }

  @Override
  public int group() {
    return 0;
  }

  @Override
  public void begin(long now) {
    fetched.begin(source, input.frame());
    word = 0;
    toFetch = source.fetches();
    toWrite = 0;
  }

  @Override
  public boolean cycle(long now) {
    if (toWrite == 0) {
      counter.add(Event.STALLS, 1);
      fetch(now);
      return false;
    }
    int all = source.steps().length * source.planes();
    counter.add(Event.STALLS, toWrite == all ? 0 : 1);
    toWrite -= port.write(now, toWrite, memory.wordBits());
    if (toWrite > 0) {
      return false;
    }
    write();
    word++;
    toFetch = source.fetches();
    return word == due.words();
  }

  private void fetch(long now) {
    if (toFetch > 0) {
      toFetch -= port.read(now, toFetch, memory.wordBits());
      ready = port.ready(now);
    }
    if (toFetch == 0 && now >= ready) {
      toWrite = source.steps().length * source.planes();
    }
  }

  private void write() {
    int here = Math.min(memory.wordBits(), inputs - word * memory.wordBits());
    fetched.take(word, -1L >>> Long.SIZE - here);
    for (int k = 0; k < source.steps().length; k++) {
      for (int plane = 0; plane < source.planes(); plane++) {
        int step = due.steps() == 1 ? 0 : source.steps()[k];
        memory.set(due.address(0, step, plane) + word, fetched.value(k, plane));
      }
    }
  }
}
