package org.keyspike.cluster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;

/**
 * The features of sound: frames by bands, float32, little-endian, row by row.
 *
 * @param kind of arithmetic
 * @param bands of a frame
 * @param gain of the power
 * @param background rise, fall and share
 */
record FeatureWork(FrontEndKind kind, int bands, double gain, List<Integer> background)
    implements SoundWork {
  private static final long serialVersionUID = 1;

  static FeatureWork of(FrontEndSettings settings) {
    BackgroundSettings background = settings.background();
    return new FeatureWork(
        settings.kind(),
        settings.bands(),
        settings.gain(),
        List.of(background.rise(), background.fall(), background.share()));
  }

  @Override
  public String columns() {
    return "required int32 frames; required int32 bands; required binary features;";
  }

  @Override
  public Result none() {
    return result(0, new byte[0]);
  }

  private Result result(int frames, byte[] features) {
    return new Result(
        frames,
        List.of(),
        row -> {
          row.add("frames", frames);
          row.add("bands", bands);
          row.add("features", Binary.fromConstantByteArray(features));
        });
  }

  @Override
  public Session start() {
    FrontEnd frontEnd =
        FrontEnd.of(
            new FrontEndSettings(
                kind,
                bands,
                gain,
                new BackgroundSettings(background.get(0), background.get(1), background.get(2))));
    return samples -> {
      float[] features = frontEnd.features(samples);
      int frames = features.length / bands;
      ByteBuffer bytes =
          ByteBuffer.allocate(Float.BYTES * features.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(features);
      return result(frames, bytes.array());
    };
  }
}
