package org.keyspike.cluster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndSettings;

/**
 * The features of sound: frames by bands, float32, little-endian, row by row.
 *
 * @param settings of the front end, all of them
 */
record FeatureWork(FrontEndSettings settings) implements SoundWork {
  private static final long serialVersionUID = 1;

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
          row.add("bands", settings.bands());
          row.add("features", Binary.fromConstantByteArray(features));
        });
  }

  @Override
  public Session start() {
    FrontEnd frontEnd = FrontEnd.of(settings);
    return samples -> {
      float[] features = frontEnd.features(samples);
      ByteBuffer bytes =
          ByteBuffer.allocate(Float.BYTES * features.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(features);
      return result(features.length / settings.bands(), bytes.array());
    };
  }
}
