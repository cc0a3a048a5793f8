package org.keyspike.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.PcenSettings;

/** Work on features as it travels to a worker: no setting of the front end is lost on the way. */
class FeatureWorkTest {
  private static Object travelled(Object work) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(work);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  @Test
  void everySettingArrives() throws Exception {
    for (FrontEndSettings settings :
        List.of(
            new FrontEndSettings(12, 2.5),
            new FrontEndSettings(FrontEndKind.INTEGER, 12, 256, new BackgroundSettings(6, 3, 128)),
            FrontEndSettings.integer(12, 8).withPcen(new PcenSettings(250, 6, 4, 30, 100, 3)))) {
      assertEquals(new FeatureWork(settings), travelled(new FeatureWork(settings)));
    }
  }
}
