package org.keyspike.simulator.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.DelayPlace;
import org.keyspike.simulator.machine.LaneField;
import org.keyspike.simulator.machine.LayerPlace;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.SpikeRegion;

/**
 * The fields and spikes in memory that one number of a trace is worked out from, besides weight
 * words: parameters first, then what the frames before left behind.
 */
final class Sources {
  private final WeightImage image;
  private final Machine machine;
  private final Layout layout;
  private final List<Source> fields = new ArrayList<>();
  private final List<Bits> spikes = new ArrayList<>();
  private final List<Bits> delays = new ArrayList<>();

  /**
   * A field of a lane.
   *
   * @param what for people, with the index of band, neuron or output
   * @param address of the word
   */
  record Source(String what, Memory memory, int address, int lane, LaneField field) {}

  /**
   * Bits of the spike memory, one for each of some neurons, channels or bands.
   *
   * @param what for people, before the index
   * @param where for people, after it
   * @param address first word of the plane that they are in
   * @param indices of those that matter
   */
  record Bits(String what, String where, int address, int[] indices) {}

  /**
   * Finds them.
   *
   * @param machine about to run the frame of the mismatch
   */
  Sources(WeightImage image, Machine machine, Mismatch at) {
    this.image = image;
    this.machine = machine;
    layout = machine.layout();
    switch (at.what()) {
      case ENCODER_SPIKE -> encoder(at.neuron() % image.features().bands());
      case LOGIT -> readout();
      case ADAPTATION, POTENTIAL, SPIKE -> neuron(at.layer(), at.step(), at.neuron());
    }
  }

  List<Source> fields() {
    return fields;
  }

  /** What earlier frames left in the spike memory. */
  List<Bits> spikes() {
    return spikes;
  }

  /** The digits of the delays of the inputs, which were loaded. */
  List<Bits> delays() {
    return delays;
  }

  private void encoder(int band) {
    boolean fine = image.encoder() instanceof IntegerEncoder.Residual;
    int group = band / image.lanes();
    int steps = layout.encoderSteps() + group;
    add("", Memory.PARAMETER, steps, LaneField.COARSE_STEP, band);
    if (fine) {
      add("", Memory.PARAMETER, steps, LaneField.FINE_STEP, band);
    }
    add("", Memory.ENCODER, group, LaneField.ESTIMATE, band);
    if (fine) {
      add("", Memory.ENCODER, group, LaneField.RESIDUAL, band);
    }
  }

  private void neuron(int l, int step, int n) {
    LayerPlace place = layout.layers().get(l);
    int group = n / image.lanes();
    boolean adaptive = image.layers().get(l).adaptation().isPresent();
    add("", Memory.PARAMETER, place.parameterWord(group), LaneField.LEAK, n);
    add("", Memory.PARAMETER, place.parameterWord(group), LaneField.THRESHOLD, n);
    add("", Memory.PARAMETER, place.parameterWord(group), LaneField.BIAS, n);
    if (adaptive) {
      int word = place.adaptationParameterWord(group);
      add("", Memory.PARAMETER, word, LaneField.ADAPTATION_LEAK, n);
      add("", Memory.PARAMETER, word, LaneField.COUPLING, n);
      add("", Memory.PARAMETER, word, LaneField.JUMP, n);
    }
    add("", Memory.MEMBRANE, place.membraneWord(group), LaneField.MEMBRANE, n);
    if (adaptive) {
      add("", Memory.MEMBRANE, place.adaptationWord(group), LaneField.ADAPTATION, n);
    }
    if (place.recurrent() != null) {
      int[] all = IntStream.range(0, image.layers().get(l).neurons()).toArray();
      outputs(place.outputs(), layerWords(l, step), step, 1, " of the frame before", all);
    }
    if (place.delaysOrNull() != null) {
      late(l, step, place.delaysOrNull());
    }
  }

  /** A layer's inputs that come late, frame by frame. */
  private void late(int l, int step, DelayPlace place) {
    int[] delay = image.layers().get(l).delays().orElseThrow().values();
    int[] all = IntStream.range(0, delay.length).toArray();
    for (int digit = 0; digit < place.digits(); digit++) {
      String what = "digit " + digit + " of the delay of input";
      delays.add(new Bits(what, "of layer " + l, place.plane(digit), all));
    }
    SpikeRegion region = l == 0 ? layout.input() : layout.layers().get(l - 1).outputs();
    String from = l == 0 ? "of the input" : layerWords(l - 1, step);
    for (int age = 1; age <= place.most(); age++) {
      int due = age;
      int[] indices = IntStream.of(all).filter(j -> delay[j] == due).toArray();
      String when = age == 1 ? " of the frame before" : " of the frame " + age + " before";
      outputs(region, from, Math.min(step, region.steps() - 1), age, when, indices);
    }
  }

  private static String layerWords(int l, int step) {
    return "of layer " + l + " in step " + step;
  }

  private void outputs(
      SpikeRegion region, String from, int step, int age, String when, int[] indices) {
    int slot = region.slot(machine.comingFrame() - age);
    for (int plane = 0; plane < region.planes(); plane++) {
      String what = region.planes() == 1 ? "spike" : "bit " + plane + " of output";
      spikes.add(new Bits(what, from + when, region.address(slot, step, plane), indices));
    }
  }

  private void readout() {
    int lanes = image.lanes();
    for (int map = 0; map < image.readout().biases().size(); map++) {
      String what = " of map " + (map + 1);
      for (int i = 0; i < image.readout().biases().get(map).size(); i++) {
        int word = layout.readoutBiases(map) + i / lanes;
        add(what, Memory.PARAMETER, word, LaneField.BIAS, i);
      }
    }
    if (image.readout() instanceof ReadoutImage.Keyword keyword) {
      for (int r = 0; r < keyword.hiddenWeight().rows(); r++) {
        add("", Memory.SUM, r / lanes, LaneField.SUM, r);
      }
    }
  }

  private void add(String of, Memory memory, int address, LaneField field, int index) {
    int lane = index % image.lanes();
    fields.add(new Source(field.key() + of + " " + index, memory, address, lane, field));
  }
}
