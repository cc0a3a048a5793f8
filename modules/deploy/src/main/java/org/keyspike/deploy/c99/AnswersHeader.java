package org.keyspike.deploy.c99;

import java.util.Arrays;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.SoundFeatures;

/**
 * {@code ks_answers.h}: the samples of known answers as one stream, and what the image says to it:
 * the features of every frame, and of every answer logits, posteriors and what is detected.
 */
final class AnswersHeader {
  private AnswersHeader() {}

  static String of(Listener network, KnownAnswers answers) {
    short[] samples = answers.samples();
    byte[] features = new SoundFeatures(network.image()).of(samples);
    int frames = features.length / network.image().features().bands();
    CText text = new CText();
    text.line("/* Known answers to a stream of sound. Written by keyspike export. */");
    text.line("#ifndef KS_ANSWERS_H").line("#define KS_ANSWERS_H").line("");
    text.line("#include <stdint.h>").line("");
    text.define("KS_KNOWN_FRAMES", frames);
    text.define("KS_KNOWN_ANSWERS", answers.stream().size());
    int[] values = new int[samples.length];
    Arrays.setAll(values, i -> samples[i]);
    text.array("static const int16_t ks_known_samples[]", values);
    int[] units = new int[features.length];
    Arrays.setAll(units, i -> features[i] & 0xFF);
    text.array("static const uint8_t ks_known_features[]", units);
    text.line("struct ks_known_answer {");
    text.line("  uint32_t frame;");
    text.line("  int32_t logits[" + network.image().classes().size() + "];");
    text.line("  uint16_t posteriors[" + network.image().classes().size() + "];");
    text.line("  int32_t label; /* -1 where nothing is detected */");
    text.line("  uint16_t score;");
    text.line("};");
    text.line("static const struct ks_known_answer ks_known_answers[] = {");
    for (DetectorAnswer answer : answers.stream()) {
      text.line(
          "    {"
              + answer.frame()
              + ", "
              + numbers(answer.logits())
              + ",\n     "
              + numbers(answer.posteriors())
              + ", "
              + (answer.detected() ? answer.label() : -1)
              + ", "
              + (answer.detected() ? answer.score() : 0)
              + "},");
    }
    text.line("};").line("").line("#endif");
    return text.toString();
  }

  /** INT32_MIN is no constant of C. */
  private static String numbers(int... values) {
    StringBuilder text = new StringBuilder("{");
    for (int value : values) {
      text.append(text.length() > 1 ? ", " : "");
      text.append(value == Integer.MIN_VALUE ? "-2147483647 - 1" : String.valueOf(value));
    }
    return text.append('}').toString();
  }
}
