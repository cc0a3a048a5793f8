package org.keyspike.simulator.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerVector;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.Machine;

/**
 * The differences between what a machine has in its memories before a frame and what a machine with
 * the undamaged image has there.
 */
final class MemoryDifferences {
  private final WeightImage image;
  private final Machine machine;
  private final WeightImage sound;
  private final Machine soundMachine;
  private final List<Explanation.Difference> differences = new ArrayList<>();

  MemoryDifferences(WeightImage image, Machine machine, WeightImage sound) {
    List<PackedMatrix> here = image.matrices();
    List<PackedMatrix> there = sound.matrices();
    boolean same = here.size() == there.size() && image.lanes() == sound.lanes();
    for (int i = 0; same && i < here.size(); i++) {
      same =
          here.get(i).rows() == there.get(i).rows()
              && here.get(i).columns() == there.get(i).columns()
              && here.get(i).word().equals(there.get(i).word());
    }
    for (int l = 0; same && l < image.layers().size(); l++) {
      same =
          image.layers().get(l).adaptation().isPresent()
                  == sound.layers().get(l).adaptation().isPresent()
              && image.layers().get(l).code().equals(sound.layers().get(l).code())
              && mostDelay(image, l) == mostDelay(sound, l);
    }
    if (!same) {
      throw new IllegalArgumentException("the sound image has matrices of another form");
    }
    this.image = image;
    this.machine = machine;
    this.sound = sound;
    soundMachine = new Machine(sound, machine.architecture());
  }

  /**
   * In the words read for a number and its parameters; where these are right, in what the frames
   * before left for it.
   *
   * @param sources of the number, in a machine that is about to run the frame
   * @param features of the clip
   */
  List<Explanation.Difference> of(
      Mismatch at, List<Explanation.WordRead> reads, Sources sources, byte[] features) {
    soundMachine.runTo(features, at.frame());
    for (Explanation.WordRead read : reads) {
      words(read);
    }
    sources.fields().stream().filter(s -> s.memory() == Memory.PARAMETER).forEach(this::field);
    sources.delays().forEach(this::bits);
    shifts(at);
    if (differences.isEmpty()) {
      // Otherwise they follow from what differs.
      sources.fields().stream().filter(s -> s.memory() != Memory.PARAMETER).forEach(this::field);
      sources.spikes().forEach(this::bits);
    }
    return differences;
  }

  private void words(Explanation.WordRead read) {
    for (int address = read.address(); address < read.address() + read.bytes(); address++) {
      int here = machine.weights().peek(address);
      int there = soundMachine.weights().peek(address);
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        if (((here ^ there) >> bit & 1) != 0) {
          differences.add(
              new Explanation.Difference(
                  read.matrix() + " of input " + read.input(),
                  Optional.of(Memory.WEIGHT),
                  address,
                  bit,
                  here >> bit & 1,
                  there >> bit & 1));
        }
      }
    }
  }

  private void field(Sources.Source at) {
    int laneBits = machine.shared(at.memory()).laneBits();
    int here = machine.shared(at.memory()).value(at.address(), at.lane(), at.field());
    int there = soundMachine.shared(at.memory()).value(at.address(), at.lane(), at.field());
    if (here != there) {
      int bit =
          at.lane() * laneBits + at.field().from() + Integer.numberOfTrailingZeros(here ^ there);
      differences.add(
          new Explanation.Difference(
              at.what(), Optional.of(at.memory()), at.address(), bit, here, there));
    }
  }

  private void bits(Sources.Bits of) {
    int perWord = machine.spikes().wordBits();
    for (int n : of.indices()) {
      int address = of.address() + n / perWord;
      int bit = n % perWord;
      int here = (int) (machine.spikes().peek(address) >>> bit & 1);
      int there = (int) (soundMachine.spikes().peek(address) >>> bit & 1);
      if (here != there) {
        differences.add(
            new Explanation.Difference(
                of.what() + " " + n + " " + of.where(),
                Optional.of(Memory.SPIKE),
                address,
                bit,
                here,
                there));
      }
    }
  }

  private static int mostDelay(WeightImage image, int l) {
    return image.layers().get(l).delays().map(IntegerVector::values).stream()
        .flatMapToInt(Arrays::stream)
        .max()
        .orElse(0);
  }

  /** Shifts are in the program and not in a memory. */
  private void shifts(Mismatch at) {
    switch (at.what()) {
      case ENCODER_SPIKE -> {}
      case LOGIT -> {
        if (image.readout() instanceof ReadoutImage.Keyword here
            && sound.readout() instanceof ReadoutImage.Keyword there) {
          shift("shift of the hidden layer", here.hiddenShift(), there.hiddenShift());
        }
      }
      case ADAPTATION, POTENTIAL, SPIKE -> {
        LayerImage here = image.layers().get(at.layer());
        LayerImage there = sound.layers().get(at.layer());
        shift("shift of W", here.shiftWeight(), there.shiftWeight());
        shift("shift of U", here.shiftRecurrent(), there.shiftRecurrent());
      }
    }
  }

  private void shift(String what, int here, int there) {
    if (here != there) {
      differences.add(new Explanation.Difference(what, Optional.empty(), -1, -1, here, there));
    }
  }
}
