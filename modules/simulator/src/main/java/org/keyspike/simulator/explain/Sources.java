package org.keyspike.simulator.explain;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.LaneField;
import org.keyspike.simulator.machine.LayerPlace;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.Machine;

/**
 * The fields and spikes in memory that one number of a trace is worked out from, besides weight
 * words: parameters first, then what the frames before left behind.
 */
final class Sources {
  private final WeightImage image;
  private final Machine machine;
  private final Layout layout;
  private final List<Source> fields = new ArrayList<>();
  private final List<Spikes> spikes = new ArrayList<>();

  /**
   * A field of a lane.
   *
   * @param what for people, with the index of band, neuron or output
   * @param address of the word
   */
  record Source(String what, Memory memory, int address, int lane, LaneField field) {}

  /**
   * The spikes of a layer in one step of the frame before.
   *
   * @param layer from 0
   * @param region first word of them
   * @param count how many
   */
  record Spikes(int layer, int step, int region, int count) {}

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

  List<Spikes> spikes() {
    return spikes;
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
      int region = place.spikes()[1 - machine.comingParity()][step];
      spikes.add(new Spikes(l, step, region, image.layers().get(l).neurons()));
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
