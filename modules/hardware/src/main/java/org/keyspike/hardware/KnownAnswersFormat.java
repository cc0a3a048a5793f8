package org.keyspike.hardware;

/** The numbers of the format of known answers; the package documentation says what each means. */
final class KnownAnswersFormat {
  static final SectionFile.Format FILE = new SectionFile.Format("KSKA", 2, 5, 1L << 28);

  /** The format version that samples and the stream came with. */
  static final int SOUND_SINCE = 3;

  /** The format version that outputs of several digits came with, which spikes do not need. */
  static final int DIGITS_SINCE = 4;

  /** The format version that state spaces came with, which others do not need. */
  static final int BLOCKS_SINCE = 5;

  /** The most binary digits of an output. */
  static final int MOST_DIGITS = 4;

  static final int SHAPE = 1;
  static final int FEATURES = 2;
  static final int ENCODER = 3;
  static final int SPIKES = 4;
  static final int POTENTIALS = 5;
  static final int LOGITS = 6;
  static final int ADAPTATIONS = 7;
  static final int SAMPLES = 8;
  static final int STREAM = 9;
  static final int STATES = 10;

  private KnownAnswersFormat() {}
}
