package org.keyspike.deploy.c99;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.StreamingIntegerLogMel;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.network.KeptIndices;
import org.keyspike.spotting.Answer;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.Detection;
import org.keyspike.spotting.KeywordSpotter;

/** What Java says to what the program in replay.c hears, in the same bytes. */
final class Replay {
  private static final int FNV = 16_777_619;

  private final WeightImage image;
  private final KeptIndices kept;
  private final StreamingIntegerLogMel frontEnd;
  private final IntegerNetwork network;
  private final KeywordSpotter spotter;
  private final byte[] features;
  private final Bytes said = new Bytes();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Detection> detections = new ArrayList<>();
  private boolean frame;
  private int detected;

  Replay(Listener listener) {
    image = listener.image();
    kept = image.kept(KeptIndices.BANDS);
    frontEnd = new StreamingIntegerLogMel(image.frontEnd());
    network = new IntegerNetwork(image.model());
    spotter = new KeywordSpotter(AnswerStream.of(image));
    features = new byte[kept.indices().size()];
  }

  /** Little-endian numbers, as many as come. */
  static final class Bytes {
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

    Bytes put(long value, int bytes) {
      if (buffer.remaining() < bytes) {
        byte[] larger = Arrays.copyOf(buffer.array(), 2 * buffer.capacity());
        int at = buffer.position();
        buffer = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN).position(at);
      }
      for (int i = 0; i < bytes; i++) {
        buffer.put((byte) (value >> 8 * i));
      }
      return this;
    }

    /** A number of records and they. */
    static byte[] joined(int count, Bytes records) {
      byte[] body = records.array();
      return ByteBuffer.allocate(4 + body.length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(count)
          .put(body)
          .array();
    }

    byte[] array() {
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  /**
   * Records of a stream: samples in chunks of random sizes, and where it says so gaps, and once a
   * reset.
   */
  static byte[] records(short[] samples, boolean interrupted, SplittableRandom random) {
    Bytes body = new Bytes();
    int count = 0;
    for (int at = 0; at < samples.length; count++) {
      int chunk = Math.min(samples.length - at, random.nextInt(1, FrontEndSettings.HOP + 1));
      if (interrupted && random.nextInt(400) == 0) {
        body.put(random.nextBoolean() ? 0 : -random.nextInt(1, 40_000), 4);
        continue;
      }
      body.put(chunk, 4);
      for (int i = 0; i < chunk; i++, at++) {
        body.put(samples[at], 2);
      }
    }
    return Bytes.joined(count, body);
  }

  /** What is to be said to records. */
  byte[] said(byte[] records) {
    ByteBuffer in = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    for (int left = in.getInt(); left > 0; left--) {
      int count = in.getInt();
      if (count == 0) {
        frontEnd.reset();
        network.reset();
        spotter.reset();
      } else if (count < 0) {
        frontEnd.gap();
        network.reset();
        spotter.gap(-count);
      } else {
        short[] samples = new short[count];
        in.asShortBuffer().get(samples);
        in.position(in.position() + 2 * count);
        push(samples);
      }
    }
    return said.array();
  }

  /** How many detections there were. */
  int detections() {
    return detected;
  }

  private void push(short[] samples) {
    frame = false;
    frontEnd.accept(
        samples,
        0,
        samples.length,
        units -> {
          frame = true;
          for (int c = 0; c < features.length; c++) {
            features[c] = units[kept.indices().get(c)];
          }
        });
    answers.clear();
    detections.clear();
    spotter.accept(samples, 0, samples.length, answers::add, detections::add);
    if (frame) {
      network.step(features);
      sayFrame();
    }
  }

  private void sayFrame() {
    for (byte feature : features) {
      said.put(feature, 1);
    }
    said.put(outputs(), 4).put(answers.size(), 1);
    for (Answer answer : answers) {
      for (int logit : answer.logitUnits()) {
        said.put(logit, 4);
      }
      for (int posterior : answer.posteriorUnits()) {
        said.put(posterior, 2);
      }
      boolean any = !detections.isEmpty();
      detected += detections.size();
      said.put(any ? detections.get(0).label() : -1, 4);
      said.put(any ? Math.round(detections.get(0).score() * IntegerDetectorSettings.ONE) : 0, 4);
      said.put(answer.frame(), 4);
    }
  }

  private int outputs() {
    int hash = (int) 2_166_136_261L;
    for (int l = 0; l < network.model().layers().size(); l++) {
      for (int step = 0; step < network.model().timeSteps(); step++) {
        byte[] spikes = network.spikes(l, step);
        for (int n = 0; n < spikes.length; n++) {
          if (spikes[n] != 0) {
            hash = (hash ^ n) * FNV;
            hash = (hash ^ spikes[n]) * FNV;
          }
        }
        hash = (hash ^ 65_535) * FNV;
      }
    }
    return hash;
  }
}
