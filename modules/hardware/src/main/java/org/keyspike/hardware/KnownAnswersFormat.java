package org.keyspike.hardware;

/** The numbers of the format of known answers; the package documentation says what each means. */
final class KnownAnswersFormat {
  static final SectionFile.Format FILE = new SectionFile.Format("KSKA", 2, 3, 1L << 28);

  /** The format version that samples and the stream came with. */
  static final int SOUND_SINCE = 3;

  static final int SHAPE = 1;
  static final int FEATURES = 2;
  static final int ENCODER = 3;
  static final int SPIKES = 4;
  static final int POTENTIALS = 5;
  static final int LOGITS = 6;
  static final int ADAPTATIONS = 7;
  static final int SAMPLES = 8;
  static final int STREAM = 9;

  private KnownAnswersFormat() {}
}
