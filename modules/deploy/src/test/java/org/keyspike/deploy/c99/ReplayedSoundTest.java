package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.io.InputException;

class ReplayedSoundTest {
  private static final Listener NETWORK = RandomListeners.of(3);

  @TempDir Path folder;

  private static int samples() {
    return 160 * ((ReadoutImage.Keyword) NETWORK.image().readout()).frames();
  }

  @Test
  void isOfTheKnownAnswersBesideAnImage() throws IOException {
    short[] clip = ReplayedSound.made(samples(), 77);
    KnownAnswers written = KnownAnswers.ofSound(NETWORK.image(), List.of(clip));
    Path file = folder.resolve("answers.kska");
    KnownAnswersWriter.write(written, file);
    assertEquals(written, ReplayedSound.of(NETWORK, file));
  }

  @Test
  void isMadeWhereThereAreNone() throws IOException {
    KnownAnswers made = ReplayedSound.of(NETWORK, folder.resolve("answers.kska"));
    assertTrue(made.belongTo(NETWORK.image()));
    int frames = made.clips().size() * samples() / 160;
    assertTrue(frames >= 300, frames + " frames");
    assertEquals(made, ReplayedSound.of(NETWORK, folder.resolve("answers.kska")));
  }

  @Test
  void answersOfAnotherImageAreRefused() throws IOException {
    Listener other = RandomListeners.of(4);
    Path file = folder.resolve("answers.kska");
    KnownAnswersWriter.write(ReplayedSound.of(other, folder.resolve("none")), file);
    assertThrows(InputException.class, () -> ReplayedSound.of(NETWORK, file));
  }
}
