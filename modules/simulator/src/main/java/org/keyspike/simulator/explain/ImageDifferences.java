package org.keyspike.simulator.explain;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerVector;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.WeightMemory;

/**
 * The differences between what a machine holds and what the undamaged image says that it should.
 */
final class ImageDifferences {
  private final WeightImage image;
  private final Machine machine;
  private final WeightImage sound;
  private final WeightMemory soundWeights;
  private final List<Explanation.Difference> differences = new ArrayList<>();

  ImageDifferences(WeightImage image, Machine machine, WeightImage sound) {
    List<PackedMatrix> here = image.matrices();
    List<PackedMatrix> there = sound.matrices();
    boolean same = here.size() == there.size() && image.lanes() == sound.lanes();
    for (int i = 0; same && i < here.size(); i++) {
      same =
          here.get(i).rows() == there.get(i).rows()
              && here.get(i).columns() == there.get(i).columns()
              && here.get(i).word().equals(there.get(i).word());
    }
    if (!same) {
      throw new IllegalArgumentException("the sound image has matrices of another form");
    }
    this.image = image;
    this.machine = machine;
    this.sound = sound;
    soundWeights = new WeightMemory(there, sound.lanes(), machine.layout().weightWords());
  }

  /** Of the words read for a number, and of the parameters that it was worked out from. */
  List<Explanation.Difference> of(Mismatch at, List<Explanation.WordRead> reads) {
    for (Explanation.WordRead read : reads) {
      words(read);
    }
    switch (at.what()) {
      case ENCODER_SPIKE -> encoder(at.neuron() % image.features().bands());
      case LOGIT -> readout();
      case ADAPTATION, POTENTIAL, SPIKE -> neuron(at.layer(), at.neuron());
    }
    return differences;
  }

  private void words(Explanation.WordRead read) {
    for (int address = read.address(); address < read.address() + read.bytes(); address++) {
      int here = machine.weights().peek(address);
      int there = soundWeights.peek(address);
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        if (((here ^ there) >> bit & 1) != 0) {
          differences.add(
              new Explanation.Difference(
                  read.matrix() + " of input " + read.input(),
                  address,
                  bit,
                  here >> bit & 1,
                  there >> bit & 1));
        }
      }
    }
  }

  private void encoder(int band) {
    if (image.encoder() instanceof IntegerEncoder.Residual here
        && sound.encoder() instanceof IntegerEncoder.Residual there) {
      compare("coarse step", here.coarseSteps(), there.coarseSteps(), band);
      compare("fine step", here.fineSteps(), there.fineSteps(), band);
    } else if (image.encoder() instanceof IntegerEncoder.StepForward here
        && sound.encoder() instanceof IntegerEncoder.StepForward there) {
      compare("coarse step", here.coarseSteps(), there.coarseSteps(), band);
    }
  }

  private void neuron(int l, int n) {
    LayerImage here = image.layers().get(l);
    LayerImage there = sound.layers().get(l);
    compare("leak", here.leak(), there.leak(), n);
    compare("threshold", here.threshold(), there.threshold(), n);
    compare("bias", here.bias(), there.bias(), n);
    compare("shift of W", here.shiftWeight(), there.shiftWeight());
    compare("shift of U", here.shiftRecurrent(), there.shiftRecurrent());
    if (here.adaptation().isPresent() && there.adaptation().isPresent()) {
      IntegerAdaptation mine = here.adaptation().get();
      IntegerAdaptation other = there.adaptation().get();
      compare("adaptation leak", mine.leak(), other.leak(), n);
      compare("coupling", mine.coupling(), other.coupling(), n);
      compare("jump", mine.jump(), other.jump(), n);
    }
  }

  private void readout() {
    for (int map = 0; map < image.readout().biases().size(); map++) {
      IntegerVector here = image.readout().biases().get(map);
      for (int i = 0; i < here.size(); i++) {
        compare("bias of map " + (map + 1), here, sound.readout().biases().get(map), i);
      }
    }
    if (image.readout() instanceof ReadoutImage.Keyword here
        && sound.readout() instanceof ReadoutImage.Keyword there) {
      compare("shift of the hidden layer", here.hiddenShift(), there.hiddenShift());
    }
  }

  private void compare(String what, IntegerVector here, IntegerVector there, int index) {
    compare(what + " " + index, here.get(index), there.get(index));
  }

  private void compare(String what, int here, int there) {
    if (here != there) {
      differences.add(new Explanation.Difference(what, -1, -1, here, there));
    }
  }
}
