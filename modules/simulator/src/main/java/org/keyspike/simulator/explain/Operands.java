package org.keyspike.simulator.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.machine.LayerPlace;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.MatrixPlace;

/** The operands that one number of a trace was computed from. Everything before it was right. */
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
    add("feature", features[at.frame() * bands + band] & 0xFF);
    if (image.encoder() instanceof IntegerEncoder.Residual steps) {
      add("coarse step", steps.coarseSteps().get(band));
      add("fine step", steps.fineSteps().get(band));
      add("estimate before", estimate(steps.coarseSteps().get(band), band));
      add("residual before", estimate(steps.fineSteps().get(band), 2 * bands + band));
    } else if (image.encoder() instanceof IntegerEncoder.StepForward steps) {
      add("coarse step", steps.coarseSteps().get(band));
      add("estimate before", estimate(steps.coarseSteps().get(band), band));
    }
  }

  /**
   * The steps up less those down of the frames before, of the channel and the one after its kind.
   */
  private int estimate(int step, int up) {
    int channels = trace.encoderSpikes().length / trace.frames();
    int estimate = 0;
    for (int t = 0; t < at.frame(); t++) {
      byte[] spikes = trace.encoderSpikes();
      estimate += step * (spikes[t * channels + up] - spikes[t * channels + up + bands]);
    }
    return estimate;
  }

  private void neuron() {
    int l = at.layer();
    int n = at.neuron();
    LayerImage layer = image.layers().get(l);
    LayerPlace place = machine.layout().layers().get(l);
    int before = membraneBefore(l, n, layer.threshold().get(n));
    int leak = layer.leak().get(n);
    add("membrane before", before);
    add("leak", leak);
    add("leaked", leak * before + 128 >> 8);
    int from = reads.size();
    if (l == 0 && image.encoder() instanceof IntegerEncoder.Direct) {
      read("W0", place.weight(), n, c -> features[at.frame() * bands + c] != 0);
    } else if (l == 0) {
      int channels = trace.encoderSpikes().length / trace.frames();
      read("W0", place.weight(), n, c -> trace.encoderSpikes()[at.frame() * channels + c] == 1);
      add("sum of W", sum(from));
    } else {
      read("W" + at.layer(), place.weight(), n, m -> spike(l - 1, at.frame(), at.step(), m));
      add("sum of W", sum(from));
    }
    add("shift of W", layer.shiftWeight());
    if (place.recurrent() != null && at.frame() > 0) {
      int fromU = reads.size();
      read("U" + at.layer(), place.recurrent(), n, m -> spike(l, at.frame() - 1, at.step(), m));
      add("sum of U", sum(fromU));
      add("shift of U", layer.shiftRecurrent());
    }
    add("bias", layer.bias().get(n));
    add("threshold", layer.threshold().get(n));
    layer
        .adaptation()
        .ifPresent(
            a -> {
              int size = layer.neurons();
              int place0 = (at.frame() * trace.timeSteps() + at.step()) * size + n;
              add("adaptation", trace.adaptations().get(l)[place0]);
              add("adaptation leak", a.leak().get(n));
              add("coupling", a.coupling().get(n));
              add("jump", a.jump().get(n));
            });
  }

  private int membraneBefore(int l, int n, int threshold) {
    int step = at.frame() * trace.timeSteps() + at.step() - 1;
    if (step < 0) {
      return 0;
    }
    int place = step * image.layers().get(l).neurons() + n;
    return trace.potentials().get(l)[place] - threshold * trace.spikes().get(l)[place];
  }

  private void logit() {
    int last = image.layers().size() - 1;
    if (image.readout() instanceof ReadoutImage.Keyword keyword) {
      // Sums run over all frames, and every hidden unit goes into every logit.
      MatrixPlace hidden = machine.layout().readout(0);
      IntPredicate ever = m -> anyFrame(last, m);
      for (int group = 0; group < hidden.groups(); group++) {
        readGroup("H1", hidden, group, -1, ever);
      }
      read("H2", machine.layout().readout(1), at.neuron(), r -> true);
      add("bias", keyword.outputBias().get(at.neuron()));
    } else if (image.readout() instanceof ReadoutImage.FrameWise frameWise) {
      IntPredicate now = m -> anyStep(last, at.frame(), m);
      read("H", machine.layout().readout(0), at.neuron(), now);
      add("bias", frameWise.bias().get(at.neuron()));
    }
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
    return spike(l, frame, 0, n) || spike(l, frame, trace.timeSteps() - 1, n);
  }

  private boolean spike(int l, int frame, int step, int n) {
    int size = image.layers().get(l).neurons();
    return trace.spikes().get(l)[(frame * trace.timeSteps() + step) * size + n] == 1;
  }

  private void read(String name, MatrixPlace matrix, int output, IntPredicate active) {
    int lanes = matrix.word().lanes();
    readGroup(name, matrix, output / lanes, output % lanes, active);
  }

  private void readGroup(
      String name, MatrixPlace matrix, int group, int lane, IntPredicate active) {
    for (int input = 0; input < matrix.columns(); input++) {
      if (active.test(input)) {
        int[] weights = machine.weights().weights(matrix, input, group);
        reads.add(
            new Explanation.WordRead(
                name,
                input,
                matrix.address(input, group),
                matrix.word().bytes(),
                lane < 0 ? 0 : weights[lane]));
      }
    }
  }

  private int sum(int from) {
    return reads.subList(from, reads.size()).stream().mapToInt(Explanation.WordRead::weight).sum();
  }

  private void add(String name, int value) {
    operands.add(new Explanation.Operand(name, value));
  }
}
