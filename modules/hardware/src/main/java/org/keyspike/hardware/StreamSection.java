package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.integer.IntegerDetectorSettings;

/** The section of known answers with what network and detector say of all clips as one stream. */
final class StreamSection {
  private StreamSection() {}

  static byte[] write(List<DetectorAnswer> stream) {
    SectionOutput out = new SectionOutput();
    for (DetectorAnswer answer : stream) {
      out.u32(Math.toIntExact(answer.frame()));
      for (int logit : answer.logits()) {
        out.u32(logit);
      }
      for (int posterior : answer.posteriors()) {
        out.u16(posterior);
      }
      out.u32(answer.label()).u16(answer.score()).u8(answer.detected() ? 1 : 0);
    }
    return out.toBytes();
  }

  /**
   * @param count answers
   * @param classes K
   */
  static List<DetectorAnswer> read(SectionInput in, int count, int classes)
      throws CorruptImageException {
    List<DetectorAnswer> stream = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stream.add(answer(in, classes));
    }
    in.end();
    return stream;
  }

  private static DetectorAnswer answer(SectionInput in, int classes) throws CorruptImageException {
    int frame = in.between("frame", in.size("frame"), 1, Integer.MAX_VALUE);
    in.requireLeft("answer", 6L * classes);
    int[] logits = new int[classes];
    for (int k = 0; k < classes; k++) {
      logits[k] = in.i32("logits");
    }
    int[] posteriors = new int[classes];
    for (int k = 0; k < classes; k++) {
      posteriors[k] = fraction(in, "posteriors");
    }
    int label = in.between("label", in.size("label"), 0, classes - 1);
    int score = fraction(in, "score");
    boolean detected = in.between("detected", in.u8("detected"), 0, 1) == 1;
    return new DetectorAnswer(frame, logits, posteriors, label, score, detected);
  }

  private static int fraction(SectionInput in, String field) throws CorruptImageException {
    return in.between(field, in.u16(field), 0, IntegerDetectorSettings.ONE);
  }
}
