package org.keyspike.training.dscnn;

/** A convolution by its definition: each output gathers what lies under its window, in double. */
final class PlainConvolution {
  private PlainConvolution() {}

  /** A weight by output, input of the window, and place in the window. */
  interface Weight {
    double at(int output, int input, int row, int column);
  }

  static double[] of(ConvolutionShape shape, Weight weight, double[] in) {
    Plane from = shape.in();
    Plane to = shape.out();
    Kernel kernel = shape.kernel();
    double[] out = new double[to.size()];
    for (int i = 0; i < out.length; i++) {
      int channel = i % to.channels();
      int column = i / to.channels() % to.columns();
      int row = i / to.channels() / to.columns();
      for (int r = 0; r < kernel.rows(); r++) {
        for (int c = 0; c < kernel.columns(); c++) {
          int y = row * kernel.stride() + r - kernel.rowPadding();
          int x = column * kernel.stride() + c - kernel.columnPadding();
          if (y < 0 || y >= from.rows() || x < 0 || x >= from.columns()) {
            continue;
          }
          for (int j = 0; j < from.channels(); j++) {
            double value = in[(y * from.columns() + x) * from.channels() + j];
            if (!shape.depthwise()) {
              out[i] += weight.at(channel, j, r, c) * value;
            } else if (j == channel) {
              out[i] += weight.at(channel, 0, r, c) * value;
            }
          }
        }
      }
    }
    return out;
  }
}
