package org.keyspike.evaluation;

/**
 * Work and sparsity of one matrix that spikes meet. A synaptic operation is one weight times one
 * spike, counted once for each time step that it serves; one weight times a graded output is one
 * for each bit of it.
 *
 * @param matrix the name of the parameter
 * @param weights in it
 * @param nonZero those that are not 0
 * @param densePerFrame operations of a frame if every input were a spike (of a graded output if all
 *     its bits were set) and no weight 0
 * @param effectivePerFrame operations of a frame for spikes and weights that are not 0
 */
public record Connection(
    String matrix, long weights, long nonZero, double densePerFrame, double effectivePerFrame) {

  /**
   * What inputs made of a matrix.
   *
   * @param weights (outputs, inputs)
   * @param inputs how often each was met, or how many of its bits were, (inputs)
   * @param shown operations of an input and a weight each time
   * @param most operations of an input and a weight in a frame at most
   * @param frames that were looked at
   */
  static Connection of(
      String matrix, float[] weights, long[] inputs, int shown, int most, long frames) {
    long nonZero = 0;
    double operations = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        nonZero++;
        operations += (double) inputs[i % inputs.length] * shown;
      }
    }
    return new Connection(
        matrix, weights.length, nonZero, (double) weights.length * most, operations / frames);
  }

  /** The part of the weights that is 0. */
  public double sparsity() {
    return 1 - (double) nonZero / weights;
  }
}
