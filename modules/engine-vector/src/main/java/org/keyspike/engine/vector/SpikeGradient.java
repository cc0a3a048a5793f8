package org.keyspike.engine.vector;

/**
 * The gradient by a stage's spikes: one row for a clip, a frame or a step.
 *
 * @param rows the gradients
 * @param framesApart whether each frame has rows of its own
 * @param stepsApart whether each step has; then {@code rows} are those that the layer overwrites
 * @param mask the stage's dropout, (clips, N), or null
 */
record SpikeGradient(float[] rows, boolean framesApart, boolean stepsApart, float[] mask) {
  static SpikeGradient ofClips(float[] rows, float[] mask) {
    return new SpikeGradient(rows, false, false, mask);
  }

  static SpikeGradient ofFrames(float[] rows, float[] mask) {
    return new SpikeGradient(rows, true, false, mask);
  }

  static SpikeGradient ofSteps(float[] rows, float[] mask) {
    return new SpikeGradient(rows, true, true, mask);
  }

  /** Where the row that belongs to a step of a clip begins. */
  int row(int step, int timeSteps, int clip, int clips, int stride) {
    if (stepsApart) {
      return Geometry.ORIGIN + (step * clips + clip) * stride;
    }
    return (framesApart ? step / timeSteps * clips + clip : clip) * stride;
  }
}
