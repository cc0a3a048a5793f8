package org.keyspike.rtl;

import java.util.List;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.integer.Trace;

/**
 * What a machine at a serial line answers to some clips, as numbers of 32 bits.
 *
 * <pre>
 * frame      a header as in {@link ExpectedAnswers}; the number of logits, n
 *            where n is not 0 the place of the largest one, the first of equal ones, and the logits
 * end        FFFFFFFF
 * </pre>
 */
final class ChipAnswers {
  private final StringBuilder text = new StringBuilder();
  private int numbers;

  private ChipAnswers() {}

  /** To clips of (T, C) unsigned bytes each, C as the machine has them. */
  static ChipAnswers of(VerilogMachine verilog, List<byte[]> clips) {
    ChipAnswers answers = new ChipAnswers();
    boolean keyword = verilog.image().readout() instanceof ReadoutImage.Keyword;
    for (byte[] clip : clips) {
      Trace trace = verilog.machine().run(clip).trace();
      for (int t = 0; t < trace.frames(); t++) {
        boolean decides = keyword && t == trace.frames() - 1;
        answers.put(
            (decides ? ExpectedAnswers.DECIDES : 0) | (t == 0 ? ExpectedAnswers.RESETS : 0));
        answers.logits(trace, keyword ? 0 : t * trace.classes(), keyword && !decides);
      }
    }
    answers.put(ExpectedAnswers.END);
    return answers;
  }

  private void logits(Trace trace, int from, boolean none) {
    if (none) {
      put(0);
      return;
    }
    put(trace.classes());
    int largest = 0;
    for (int k = 1; k < trace.classes(); k++) {
      if (trace.logits()[from + k] > trace.logits()[from + largest]) {
        largest = k;
      }
    }
    put(largest);
    for (int k = 0; k < trace.classes(); k++) {
      put(trace.logits()[from + k]);
    }
  }

  private void put(long number) {
    text.append(String.format("%08x\n", number & ExpectedAnswers.END));
    numbers++;
  }

  /** For {@code $readmemh}. */
  String text() {
    return text.toString();
  }

  int numbers() {
    return numbers;
  }
}
