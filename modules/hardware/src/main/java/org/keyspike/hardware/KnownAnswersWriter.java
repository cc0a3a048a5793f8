package org.keyspike.hardware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.integer.StateTrace;
import org.keyspike.integer.Trace;
import org.keyspike.io.AtomicFiles;

/**
 * A writer of known answers. The same answers give the same bytes: those of spikes a file of
 * version 3, those of larger outputs one of version 4, those of a state space one of version 5.
 */
public final class KnownAnswersWriter {
  private KnownAnswersWriter() {}

  /** Writes a file, whole or not at all. */
  public static void write(KnownAnswers answers, Path file) throws IOException {
    AtomicFiles.write(file, bytes(answers));
  }

  /** The bytes of the file. */
  public static byte[] bytes(KnownAnswers answers) {
    return SectionFile.encode(KnownAnswersFormat.FILE.as(version(answers)), sections(answers));
  }

  /** The format version that answers are written in. */
  static int version(KnownAnswers answers) {
    if (answers.clips().stream().anyMatch(clip -> !clip.trace().blocks().isEmpty())) {
      return KnownAnswersFormat.BLOCKS_SINCE;
    }
    boolean spikes =
        answers.clips().stream()
            .flatMap(clip -> clip.trace().spikes().stream())
            .allMatch(outputs -> SpikeBits.digits(outputs) == 1);
    return spikes ? KnownAnswersFormat.SOUND_SINCE : KnownAnswersFormat.DIGITS_SINCE;
  }

  static Map<SectionKey, byte[]> sections(KnownAnswers answers) {
    Map<SectionKey, byte[]> sections = new LinkedHashMap<>();
    int version = version(answers);
    SectionOutput shape =
        new SectionOutput()
            .raw(HexFormat.of().parseHex(answers.imageSha256()))
            .u32(answers.clips().size());
    for (int c = 0; c < answers.clips().size(); c++) {
      KnownAnswers.Clip clip = answers.clips().get(c);
      shape(shape, clip, version);
      Trace trace = clip.trace();
      SectionOutput samples = new SectionOutput();
      shorts(samples, clip.samples());
      sections.put(new SectionKey(KnownAnswersFormat.SAMPLES, c), samples.toBytes());
      sections.put(new SectionKey(KnownAnswersFormat.FEATURES, c), clip.features());
      sections.put(
          new SectionKey(KnownAnswersFormat.ENCODER, c), SpikeBits.pack(trace.encoderSpikes()));
      SectionOutput spikes = new SectionOutput();
      SectionOutput potentials = new SectionOutput();
      SectionOutput adaptations = new SectionOutput();
      for (int l = 0; l < trace.spikes().size(); l++) {
        outputs(spikes, trace.spikes().get(l));
        shorts(potentials, trace.potentials().get(l));
        shorts(adaptations, trace.adaptations().get(l));
      }
      sections.put(new SectionKey(KnownAnswersFormat.SPIKES, c), spikes.toBytes());
      sections.put(new SectionKey(KnownAnswersFormat.POTENTIALS, c), potentials.toBytes());
      sections.put(new SectionKey(KnownAnswersFormat.ADAPTATIONS, c), adaptations.toBytes());
      if (version >= KnownAnswersFormat.BLOCKS_SINCE) {
        sections.put(
            new SectionKey(KnownAnswersFormat.STATES, c), StateSections.write(trace.blocks()));
      }
      SectionOutput logits = new SectionOutput();
      for (int logit : trace.logits()) {
        logits.u32(logit);
      }
      sections.put(new SectionKey(KnownAnswersFormat.LOGITS, c), logits.toBytes());
    }
    shape.u32(answers.stream().size());
    sections.put(
        new SectionKey(KnownAnswersFormat.STREAM, 0), StreamSection.write(answers.stream()));
    sections.put(new SectionKey(KnownAnswersFormat.SHAPE, 0), shape.toBytes());
    return sections;
  }

  /** The sections of so many clips in a format version, in the order in which they are written. */
  static List<SectionKey> order(int clips, int version) {
    boolean sound = version >= KnownAnswersFormat.SOUND_SINCE;
    boolean blocks = version >= KnownAnswersFormat.BLOCKS_SINCE;
    List<SectionKey> order = new ArrayList<>();
    for (int c = 0; c < clips; c++) {
      if (sound) {
        order.add(new SectionKey(KnownAnswersFormat.SAMPLES, c));
      }
      for (int kind :
          List.of(
              KnownAnswersFormat.FEATURES,
              KnownAnswersFormat.ENCODER,
              KnownAnswersFormat.SPIKES,
              KnownAnswersFormat.POTENTIALS,
              KnownAnswersFormat.ADAPTATIONS,
              KnownAnswersFormat.STATES,
              KnownAnswersFormat.LOGITS)) {
        if (kind != KnownAnswersFormat.STATES || blocks) {
          order.add(new SectionKey(kind, c));
        }
      }
    }
    if (sound) {
      order.add(new SectionKey(KnownAnswersFormat.STREAM, 0));
    }
    order.add(new SectionKey(KnownAnswersFormat.SHAPE, 0));
    return order;
  }

  private static void shorts(SectionOutput out, short[] values) {
    for (short value : values) {
      out.u16(value);
    }
  }

  private static void outputs(SectionOutput out, byte[] values) {
    for (int digit = 0; digit < SpikeBits.digits(values); digit++) {
      out.raw(SpikeBits.pack(values, digit));
    }
  }

  private static void shape(SectionOutput out, KnownAnswers.Clip clip, int version) {
    Trace trace = clip.trace();
    out.u32(trace.frames())
        .u8(trace.timeSteps())
        .u32(clip.samples().length)
        .u32(clip.features().length)
        .u32(trace.encoderSpikes().length)
        .u32(trace.classes())
        .u32(trace.logits().length)
        .u16(trace.spikes().size());
    for (int l = 0; l < trace.spikes().size(); l++) {
      out.u32(trace.spikes().get(l).length).u32(trace.adaptations().get(l).length);
      if (version >= KnownAnswersFormat.DIGITS_SINCE) {
        out.u8(SpikeBits.digits(trace.spikes().get(l)));
      }
    }
    if (version >= KnownAnswersFormat.BLOCKS_SINCE) {
      out.u16(trace.blocks().size());
      for (StateTrace block : trace.blocks()) {
        out.u32(block.steps().length).u32(block.write().length).u32(block.states().length);
      }
    }
  }
}
