package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keyspike.io.InputException;

class MicrophoneTest {

  @AfterEach
  void unplug() {
    MadeMicrophone.unplug();
  }

  /** A second of a tone; the channels differ by a constant that their mean does not have. */
  private static byte[] tone(AudioFormat format) {
    int rate = Math.round(format.getSampleRate());
    int channels = format.getChannels();
    ByteBuffer bytes =
        ByteBuffer.allocate(rate * format.getFrameSize()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rate; i++) {
      double sample = 8_000 * Math.sin(2 * Math.PI * 500 * i / rate);
      for (int c = 0; c < channels; c++) {
        int apart = channels == 1 ? 0 : c == 0 ? 300 : -300;
        bytes.putShort((short) Math.round(sample + apart));
      }
    }
    return bytes.array();
  }

  private static void plug(AudioFormat format, boolean busy) {
    MadeMicrophone.plug(new MadeMicrophone.Plugged(format, tone(format), busy));
  }

  private static List<Short> recorded(Microphone microphone) throws IOException {
    List<Short> heard = new ArrayList<>();
    for (int tenth = 0; tenth < 10; tenth++) {
      assertTrue(
          microphone.next(
              (samples, length) -> {
                for (int i = 0; i < length; i++) {
                  heard.add(samples[i]);
                }
              }));
    }
    return heard;
  }

  private static void isTone(List<Short> heard, int from, double tolerance) {
    for (int i = from; i < heard.size(); i++) {
      double expected = 8_000 * Math.sin(2 * Math.PI * 500 * i / 16_000);
      assertEquals(expected, heard.get(i), tolerance, "sample " + i);
    }
  }

  @Test
  void recordsAsItIsWhereItCan() throws IOException {
    plug(new AudioFormat(16_000, 16, 1, true, false), false);
    try (Microphone microphone = Microphone.open()) {
      List<Short> heard = recorded(microphone);
      assertEquals(16_000, heard.size());
      isTone(heard, 0, 0.5);
    }
  }

  @Test
  void mixesDownAndResamplesWhereItMust() throws IOException {
    for (int rate : new int[] {48_000, 44_100}) {
      plug(new AudioFormat(rate, 16, 2, true, false), false);
      try (Microphone microphone = Microphone.open()) {
        List<Short> heard = recorded(microphone);
        assertTrue(heard.size() > 15_700, () -> heard.size() + " samples");
        isTone(heard, 100, 66);
      }
    }
  }

  @Test
  void breaksOffInOneLine() throws IOException {
    plug(new AudioFormat(16_000, 16, 1, true, false), false);
    Microphone microphone = Microphone.open();
    recorded(microphone);
    InputException thrown =
        assertThrows(InputException.class, () -> microphone.next((samples, length) -> {}));
    assertTrue(thrown.getMessage().contains("stopped recording"), thrown::getMessage);
    microphone.close();
    assertFalse(microphone.next((samples, length) -> {}), "closed by us, it has ended");
  }

  @Test
  void saysWhyItCannotBeOpened() {
    plug(new AudioFormat(16_000, 16, 1, true, false), true);
    InputException busy = assertThrows(InputException.class, Microphone::open);
    assertTrue(busy.getMessage().contains("in use by another program"), busy::getMessage);
    plug(new AudioFormat(11_025, 16, 1, true, false), false);
    InputException odd = assertThrows(InputException.class, Microphone::open);
    assertTrue(odd.getMessage().contains("none that records at 16000"), odd::getMessage);
  }
}
