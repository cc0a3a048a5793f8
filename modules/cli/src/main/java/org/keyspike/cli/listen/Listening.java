package org.keyspike.cli.listen;

import java.io.IOException;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.SoundSource;

/** A spotter at work on a source of sound, to its end. */
public final class Listening {
  private final KeywordSpotter spotter;
  private final ListenView view;
  private long samples;
  private long detections;

  public Listening(KeywordSpotter spotter, ListenView view) {
    this.spotter = spotter;
    this.view = view;
  }

  /**
   * Listens until the source ends, or Ctrl-C.
   *
   * @throws IOException if the sound breaks off
   */
  public void to(SoundSource source) throws IOException {
    Interruption interruption = new Interruption(source);
    try {
      boolean more = true;
      while (more) {
        more = source.next(this::accept);
      }
      view.end((double) samples / FrontEndSettings.SAMPLE_RATE, detections);
    } finally {
      view.clear();
      interruption.over();
    }
  }

  private void accept(short[] sound, int length) {
    samples += length;
    view.sound(sound, length);
    spotter.accept(
        sound,
        0,
        length,
        view::answer,
        detection -> {
          detections++;
          view.detection(detection);
        });
  }
}
