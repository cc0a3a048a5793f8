package org.keyspike.hardware;

import org.keyspike.audio.FrontEndSettings;

/** The numbers of the weight image's format; the package documentation says what each means. */
final class ImageFormat {
  static final SectionFile.Format FILE = new SectionFile.Format("KSWI", 2, 8, 1L << 26);

  /** The most neurons, hidden units or classes: products of three then stay in 64 bits. */
  static final int LARGEST_EXTENT = 1 << 20;

  /** The most bands that a front end makes. */
  static final int MOST_BANDS = FrontEndSettings.FFT / 2;

  /** The format version that compressed matrices came with. */
  static final int COMPRESSED_SINCE = 3;

  /** The format version that the sections of front end and detector came with. */
  static final int WHOLE_SINCE = 4;

  /** The format version that codes of outputs and delays came with, which others do not need. */
  static final int CODES_SINCE = 5;

  /** The format version that the reset to zero came with, which others do not need. */
  static final int RESETS_SINCE = 6;

  /** The format version that normalized energies came with, which others do not need. */
  static final int PCEN_SINCE = 7;

  /** The format version that state spaces came with, which others do not need. */
  static final int BLOCKS_SINCE = 8;

  static final int NETWORK = 1;
  static final int STEPS = 2;
  static final int SHIFTS = 3;
  static final int LEAKS = 4;
  static final int THRESHOLDS = 5;
  static final int BIASES = 6;
  static final int WEIGHTS = 7;
  static final int KEPT = 8;
  static final int NON_ZEROS = 9;
  static final int CLASSES = 10;
  static final int PROVENANCE = 11;
  static final int ADAPTATION = 12;
  static final int FRONT_END = 13;
  static final int DETECTOR = 14;
  static final int CODE = 15;
  static final int DELAYS = 16;

  static final int RESIDUAL = 0;
  static final int DIRECT = 1;
  static final int STEP_FORWARD = 2;

  /** Bits of a kind of neuron. */
  static final int RECURRENT = 1;

  static final int ADAPTIVE = 2;

  /** Bits of the same field from {@link #CODES_SINCE} on. */
  static final int CODED = 4;

  static final int DELAYED = 8;

  static final int KEYWORD = 0;
  static final int FRAME_WISE = 1;

  /** Codes of the neurons of a state space. */
  static final int SPIKES = 0;

  static final int POWERS_OF_TWO = 1;
  static final int GRADED = 2;

  private ImageFormat() {}

  /** The index of W of a layer (from 0), or of a map of the readout as if it were a layer. */
  static SectionKey weights(int layer) {
    return new SectionKey(WEIGHTS, 2 * layer);
  }

  /** Present for a compressed matrix, at the index of its weights. */
  static SectionKey nonZeros(SectionKey weights) {
    return new SectionKey(NON_ZEROS, weights.index());
  }

  /** The index of U of a layer (from 0). */
  static SectionKey recurrentWeights(int layer) {
    return new SectionKey(WEIGHTS, 2 * layer + 1);
  }
}
