package org.keyspike.training.dscnn;

/** The walk of a convolution's window over its input. */
final class Windows {
  private Windows() {}

  /** Receives one place of one window. */
  @FunctionalInterface
  interface Tap {
    /**
     * @param place of the output, row · columns + column
     * @param tap of the window, row · columns + column
     * @param from where the channels of the input under it begin
     */
    void accept(int place, int tap, int from);
  }

  /** Every place of every window that lies on the input; beside it there are zeros. */
  static void forEach(ConvolutionShape shape, Tap tap) {
    Kernel kernel = shape.kernel();
    Plane in = shape.in();
    Plane out = shape.out();
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.columns(); c++) {
        for (int kr = 0; kr < kernel.rows(); kr++) {
          int row = r * kernel.stride() + kr - kernel.rowPadding();
          for (int kc = 0; row >= 0 && row < in.rows() && kc < kernel.columns(); kc++) {
            int column = c * kernel.stride() + kc - kernel.columnPadding();
            if (column >= 0 && column < in.columns()) {
              tap.accept(
                  r * out.columns() + c,
                  kr * kernel.columns() + kc,
                  (row * in.columns() + column) * in.channels());
            }
          }
        }
      }
    }
  }
}
