package org.keyspike.simulator.machine;

/**
 * The adaptation of one layer. Its words of the membrane memory hold the w of the coming step: it
 * is worked out right after the reset, when v and s are at hand, so that no spike is read back.
 */
final class AdaptationUnit {
  private final LayerPlace place;
  private final Memories memories;
  private final long[] parameters;
  private final long[] membranes;
  private final int lanes;
  private final int[][] used;
  private int first;
  private int parameter;
  private int state;

  AdaptationUnit(LayerPlace place, Memories memories, int timeSteps) {
    this.place = place;
    this.memories = memories;
    parameters = memories.parameters().cells();
    membranes = memories.membranes().cells();
    lanes = place.weight().word().lanes();
    used = new int[timeSteps][place.neurons()];
  }

  /** What follows is about neurons of this group. */
  void begin(int group) {
    first = group * lanes;
    parameter = memories.parameters().first(place.adaptationParameterWord(group));
    state = memories.membranes().first(place.adaptationWord(group));
  }

  /** w of a neuron at a step, to be taken from its current. */
  int use(int step, int lane) {
    int w = LaneField.ADAPTATION.of(membranes[state + lane]);
    used[step][first + lane] = w;
    return w;
  }

  /** Works out w of the coming step. */
  void advance(int lane, int membrane, boolean spike) {
    long cell = parameters[parameter + lane];
    int leaked =
        LaneField.ADAPTATION_LEAK.of(cell) * LaneField.ADAPTATION.of(membranes[state + lane]);
    int w =
        (leaked + LaneField.COUPLING.of(cell) * membrane + 128 >> 8)
            + (spike ? LaneField.JUMP.of(cell) : 0);
    int coming = Math.min(Math.max(w, Short.MIN_VALUE), Short.MAX_VALUE);
    membranes[state + lane] = LaneField.ADAPTATION.put(0, coming);
  }

  /** w of every neuron at a step of the last frame: a look from outside, not a memory. */
  int[] used(int step) {
    return used[step];
  }
}
