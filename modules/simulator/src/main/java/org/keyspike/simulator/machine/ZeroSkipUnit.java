package org.keyspike.simulator.machine;

import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;

/**
 * Scans packed spike words and broadcasts the inputs that are active in either time step. It has a
 * word in use and room for the next one, which it fetches meanwhile. A word without a spike takes
 * one cycle, any other one a cycle for each input, or as many as the accesses of a weight word.
 */
final class ZeroSkipUnit {
  private final SpikeMemory spikes;
  private final WeightMemory weights;
  private final Lanes lanes;
  private final MemoryPort spikePort;
  private final MemoryPort weightPort;
  private final Counter counter;
  private final int accessBits;
  private final int timeSteps;
  private final boolean skips;
  private final boolean gates;
  private final boolean broadcasts;

  private final FetchedWords fetchedWords;
  private Scan scan;

  /** Of the scan, worked out once for it. */
  private MatrixPlace matrix;

  private int outputs;
  private int readBits;
  private int fetches;
  private int wordsLeft;
  private int words;
  private int fetchWord;
  private boolean fetching;
  private int toFetch;
  private long fetched;
  private boolean busy;
  private int baseInput;
  private long todo;
  private int accessesLeft;

  /** Of the scan so far: weights times the steps that they serve, and those that were added. */
  private long served;

  private long accumulated;
  private int lastInput;
  private int lastSteps;

  ZeroSkipUnit(
      Architecture architecture,
      int timeSteps,
      SpikeMemory spikes,
      WeightMemory weights,
      Lanes lanes,
      MemoryPort spikePort,
      MemoryPort weightPort,
      Counter counter) {
    this.spikes = spikes;
    fetchedWords = new FetchedWords(spikes);
    this.weights = weights;
    this.lanes = lanes;
    this.spikePort = spikePort;
    this.weightPort = weightPort;
    this.counter = counter;
    this.timeSteps = timeSteps;
    accessBits = architecture.memories().get(Memory.WEIGHT).widthBits();
    skips = architecture.has(Mechanism.ZERO_SKIPPING);
    gates = architecture.has(Mechanism.ZERO_GATING);
    broadcasts = architecture.has(Mechanism.BROADCAST);
  }

  void begin(Scan scan, long frame, long now) {
    this.scan = scan;
    matrix = scan.matrix();
    outputs = matrix.count(scan.group());
    readBits = Math.min(accessBits, 8 * matrix.word().bytes());
    fetchedWords.begin(scan.source(), frame);
    fetches = scan.source().fetches();
    words = spikes.wordsOf(matrix.columns());
    wordsLeft = words;
    fetchWord = 0;
    fetching = false;
    busy = false;
    served = 0;
    accumulated = 0;
    if (scan.first()) {
      lanes.clear();
    }
    if (scan.prefetch() != null) {
      scan.prefetch().issue(now);
    }
  }

  /** The input that was broadcast last: a look from outside. */
  int lastInput() {
    return lastInput;
  }

  /** The steps in which it spikes, bit k for step k. */
  int lastSteps() {
    return lastSteps;
  }

  /** The address of the weight word that was read for it. */
  int lastAddress() {
    return scan.matrix().address(lastInput, scan.group());
  }

  boolean cycle(long now) {
    fetch(now);
    take(now);
    if (!busy) {
      counter.add(Event.STALLS, 1);
      return false;
    }
    if (todo == 0) {
      counter.add(Event.EMPTY_WORDS, 1);
    } else if (!broadcast(now)) {
      counter.add(Event.STALLS, 1);
      return false;
    }
    if (todo == 0) {
      busy = false;
      wordsLeft--;
    }
    if (wordsLeft > 0) {
      return false;
    }
    counter.add(Event.ACCUMULATIONS, accumulated);
    counter.add(Event.GATED_ACCUMULATIONS, served - accumulated);
    if (scan.source().shifts()) {
      counter.add(Event.SHIFTS, accumulated);
    }
    return true;
  }

  private void fetch(long now) {
    if (!fetching && fetchWord < words) {
      fetching = true;
      toFetch = fetches * (broadcasts ? 1 : outputs);
    }
    if (fetching && toFetch > 0) {
      toFetch -= spikePort.read(now, toFetch, spikes.wordBits());
      fetched = spikePort.ready(now);
    }
  }

  private void take(long now) {
    if (busy || !fetching || toFetch > 0 || now < fetched) {
      return;
    }
    baseInput = fetchWord * spikes.wordBits();
    // A last word may have bits beyond the last input; they are not looked at.
    int inputs = Math.min(spikes.wordBits(), matrix.columns() - baseInput);
    long all = -1L >>> Long.SIZE - inputs;
    fetchedWords.take(fetchWord, all);
    todo = skips ? fetchedWords.active(0) | fetchedWords.active(1) : all;
    accessesLeft = matrix.accesses();
    fetchWord++;
    fetching = false;
    busy = true;
  }

  /** How far the weights of an input are shifted for a step: a power of two says it by its code. */
  private int shift(int step, int bit) {
    return scan.source().shifts()
        ? Math.max(0, scan.shift() + fetchedWords.code(step, bit) - 1)
        : scan.shift();
  }

  /** Whether the input's weight word has been asked for completely; then it is done with. */
  private boolean broadcast(long now) {
    accessesLeft -= weightPort.read(now, accessesLeft, readBits);
    if (accessesLeft > 0) {
      return false;
    }
    accessesLeft = matrix.accesses();
    int bit = Long.numberOfTrailingZeros(todo);
    todo &= todo - 1;
    int steps =
        (int) (fetchedWords.active(0) >>> bit & 1)
            | (int) (fetchedWords.active(1) >>> bit & 1) << 1;
    if (scan.spikes() == Scan.Spikes.IN_ALL_STEPS && steps != 0) {
      steps = (1 << timeSteps) - 1;
    }
    int input = baseInput + bit;
    lastInput = input;
    lastSteps = steps;
    KeptWord word = weights.word(matrix, input, scan.group());
    lanes.expect(
        weightPort.ready(now),
        word.weights(),
        shift(0, bit),
        shift(1, bit),
        steps,
        scan.spikes() == Scan.Spikes.MERGED);
    counter.add(Event.BROADCASTS, 1);
    int times = Integer.bitCount(steps);
    served += (long) times * outputs;
    accumulated += (long) times * (gates ? word.nonZeros() : outputs);
    return true;
  }
}
