package org.keyspike.simulator.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.LaneField;
import org.keyspike.simulator.machine.LayerPlace;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.MatrixPlace;

/**
 * The operands that one number of a trace was computed from, as they are in the memories of a
 * machine that is about to run its frame. Everything before it was right.
 */
final class Operands {
  private final WeightImage image;
  private final Machine machine;
  private final byte[] features;
  private final Trace trace;
  private final Mismatch at;
  private final int bands;
  private final List<Explanation.Operand> operands = new ArrayList<>();
  private final List<Explanation.WordRead> reads = new ArrayList<>();

  Operands(WeightImage image, Machine machine, byte[] features, Trace trace, Mismatch at) {
    this.image = image;
    this.machine = machine;
    this.features = features;
    this.trace = trace;
    this.at = at;
    bands = image.features().bands();
    switch (at.what()) {
      case ENCODER_SPIKE -> encoder();
      case LOGIT -> logit();
      case ADAPTATION, POTENTIAL, SPIKE -> neuron();
    }
    add("found", at.found());
    add("expected", at.expected());
  }

  List<Explanation.Operand> list() {
    return operands;
  }

  List<Explanation.WordRead> reads() {
    return reads;
  }

  private void encoder() {
    int band = at.neuron() % bands;
    int steps = machine.layout().encoderSteps() + band / image.lanes();
    int state = band / image.lanes();
    boolean fine = image.encoder() instanceof IntegerEncoder.Residual;
    add("feature", features[at.frame() * bands + band] & 0xFF);
    add("coarse step", stored(Memory.PARAMETER, steps, LaneField.COARSE_STEP, band));
    if (fine) {
      add("fine step", stored(Memory.PARAMETER, steps, LaneField.FINE_STEP, band));
    }
    add("estimate before", stored(Memory.ENCODER, state, LaneField.ESTIMATE, band));
    if (fine) {
      add("residual before", stored(Memory.ENCODER, state, LaneField.RESIDUAL, band));
    }
  }

  /** What a field holds now, before the frame. */
  private int stored(Memory memory, int address, LaneField field, int index) {
    return machine.shared(memory).value(address, index % image.lanes(), field);
  }

  private void neuron() {
    int l = at.layer();
    int n = at.neuron();
    LayerImage layer = image.layers().get(l);
    LayerPlace place = machine.layout().layers().get(l);
    int group = n / image.lanes();
    int threshold = stored(Memory.PARAMETER, place.parameterWord(group), LaneField.THRESHOLD, n);
    int before =
        at.step() == 0
            ? stored(Memory.MEMBRANE, place.membraneWord(group), LaneField.MEMBRANE, n)
            : membraneAfter(l, n, at.step() - 1, threshold);
    int leak = stored(Memory.PARAMETER, place.parameterWord(group), LaneField.LEAK, n);
    add("membrane before", before);
    add("leak", leak);
    add("leaked", leak * before + 128 >> 8);
    add("sum of W", read("W" + at.layer(), place.weight(), n, j -> input(l, j)));
    add("shift of W", layer.shiftWeight());
    if (place.recurrent() != null && at.frame() > 0) {
      IntUnaryOperator own = m -> output(l, at.frame() - 1, at.step(), m);
      add("sum of U", read("U" + at.layer(), place.recurrent(), n, own));
      add("shift of U", layer.shiftRecurrent());
    }
    add("bias", stored(Memory.PARAMETER, place.parameterWord(group), LaneField.BIAS, n));
    add("threshold", threshold);
    if (layer.adaptation().isPresent()) {
      int word = place.adaptationParameterWord(group);
      int used = (at.frame() * trace.timeSteps() + at.step()) * layer.neurons() + n;
      add("adaptation", trace.adaptations().get(l)[used]);
      add("adaptation leak", stored(Memory.PARAMETER, word, LaneField.ADAPTATION_LEAK, n));
      add("coupling", stored(Memory.PARAMETER, word, LaneField.COUPLING, n));
      add("jump", stored(Memory.PARAMETER, word, LaneField.JUMP, n));
    }
  }

  /** The membrane that a step of this frame left. */
  private int membraneAfter(int l, int n, int step, int threshold) {
    int neurons = image.layers().get(l).neurons();
    int place = (at.frame() * trace.timeSteps() + step) * neurons + n;
    IntegerCode code = image.layers().get(l).code();
    int potential = trace.potentials().get(l)[place];
    if (code.resetsToZero()) {
      return trace.spikes().get(l)[place] == 0 ? potential : 0;
    }
    return code instanceof IntegerCode.Graded
        ? potential
        : potential - threshold * trace.spikes().get(l)[place] / code.largest();
  }

  /** What comes in of a layer's input, which may come late. */
  private int input(int l, int j) {
    int frame = at.frame() - image.layers().get(l).delays().map(d -> d.get(j)).orElse(0);
    if (frame < 0) {
      return 0;
    }
    if (l > 0) {
      return output(l - 1, frame, at.step(), j);
    }
    if (image.encoder() instanceof IntegerEncoder.Direct) {
      return features[frame * bands + j] & 0xFF;
    }
    int channels = trace.encoderSpikes().length / trace.frames();
    return trace.encoderSpikes()[frame * channels + j];
  }

  private void logit() {
    int last = image.layers().size() - 1;
    int map = image.readout().biases().size() - 1;
    int biases = machine.layout().readoutBiases(map) + at.neuron() / image.lanes();
    if (image.readout() instanceof ReadoutImage.Keyword) {
      // Sums run over all frames, and every hidden unit goes into every logit.
      MatrixPlace hidden = machine.layout().readout(0);
      IntUnaryOperator ever = m -> anyFrame(last, m) ? 1 : 0;
      for (int group = 0; group < hidden.groups(); group++) {
        readGroup("H1", hidden, group, -1, ever);
      }
      read("H2", machine.layout().readout(1), at.neuron(), r -> 1);
    } else {
      IntUnaryOperator now = m -> anyStep(last, at.frame(), m) ? 1 : 0;
      read("H", machine.layout().readout(0), at.neuron(), now);
    }
    add("bias", stored(Memory.PARAMETER, biases, LaneField.BIAS, at.neuron()));
  }

  private boolean anyFrame(int l, int n) {
    for (int t = 0; t < trace.frames(); t++) {
      if (anyStep(l, t, n)) {
        return true;
      }
    }
    return false;
  }

  private boolean anyStep(int l, int frame, int n) {
    return output(l, frame, 0, n) != 0 || output(l, frame, trace.timeSteps() - 1, n) != 0;
  }

  private int output(int l, int frame, int step, int n) {
    int size = image.layers().get(l).neurons();
    return trace.spikes().get(l)[(frame * trace.timeSteps() + step) * size + n];
  }

  /** Lists the words read for an output; returns the sum of their weights times what came in. */
  private int read(String name, MatrixPlace matrix, int output, IntUnaryOperator in) {
    int lanes = matrix.word().lanes();
    return readGroup(name, matrix, output / lanes, output % lanes, in);
  }

  private int readGroup(String name, MatrixPlace matrix, int group, int lane, IntUnaryOperator in) {
    int sum = 0;
    for (int input = 0; input < matrix.columns(); input++) {
      int came = in.applyAsInt(input);
      if (came != 0) {
        int weight = lane < 0 ? 0 : machine.weights().weights(matrix, input, group)[lane];
        sum += came * weight;
        reads.add(
            new Explanation.WordRead(
                name, input, matrix.address(input, group), matrix.word().bytes(), weight));
      }
    }
    return sum;
  }

  private void add(String name, int value) {
    operands.add(new Explanation.Operand(name, value));
  }
}
