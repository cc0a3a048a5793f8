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

  AdaptationUnit(LayerPlace place, Memories memories, int timeSteps) {
    this.place = place;
    this.memories = memories;
    parameters = memories.parameters().cells();
    membranes = memories.membranes().cells();
    lanes = place.weight().word().lanes();
    used = new int[timeSteps][place.neurons()];
  }

  /** w of a neuron at a step, to be taken from its current. */
  int use(int step, int group, int lane) {
    int at = memories.membranes().first(place.adaptationWord(group)) + lane;
    int w = LaneField.ADAPTATION.of(membranes[at]);
    used[step][group * lanes + lane] = w;
    return w;
  }

  /** Works out w of the coming step. */
  void advance(int group, int lane, int membrane, boolean spike) {
    long cell =
        parameters[memories.parameters().first(place.adaptationParameterWord(group)) + lane];
    int at = memories.membranes().first(place.adaptationWord(group)) + lane;
    int before = LaneField.ADAPTATION.of(membranes[at]);
    int leaked = LaneField.ADAPTATION_LEAK.of(cell) * before;
    int w =
        (leaked + LaneField.COUPLING.of(cell) * membrane + 128 >> 8)
            + (spike ? LaneField.JUMP.of(cell) : 0);
    int coming = Math.min(Math.max(w, Short.MIN_VALUE), Short.MAX_VALUE);
    membranes[at] = LaneField.ADAPTATION.put(0, coming);
  }

  /** w of every neuron at a step of the last frame: a look from outside, not a memory. */
  int[] used(int step) {
    return used[step];
  }
}
