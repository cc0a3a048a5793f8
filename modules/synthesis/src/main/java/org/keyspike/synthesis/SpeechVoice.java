package org.keyspike.synthesis;

import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * FreeTTS's 16 kHz diphone voice. One thread's own: a voice keeps state while it speaks. Loading
 * goes through tables that all voices share, unguarded, so it is done one voice at a time; after
 * that they are only read.
 */
final class SpeechVoice implements Pronouncer {
  private static final String NAME = "kevin16";
  private static final Object LOADING = new Object();

  private final CapturePlayer player = new CapturePlayer();
  private final Voice voice;

  SpeechVoice() {
    synchronized (LOADING) {
      voice =
          Arrays.stream(new KevinVoiceDirectory().getVoices())
              .filter(candidate -> candidate.getName().equals(NAME))
              .findFirst()
              .orElseThrow();
      // With a queue at hand a voice starts no thread of its own; without one it speaks in ours.
      voice.setOutputQueue(new OutputQueue());
      voice.allocate();
      voice.setOutputQueue(null);
    }
    voice.setAudioPlayer(player);
  }

  /**
   * Speaks.
   *
   * @param pitch mean fundamental frequency, Hz
   * @param pitchRange its standard deviation, Hz
   * @param wordsPerMinute rate
   * @return samples at 16 kHz; silent or empty where there is nothing to say
   */
  float[] speak(String text, double pitch, double pitchRange, double wordsPerMinute) {
    voice.setPitch((float) pitch);
    voice.setPitchRange((float) pitchRange);
    voice.setRate((float) wordsPerMinute);
    voice.speak(text);
    return player.take();
  }

  /**
   * How the synthesis pronounces words: the phones of each, one after the other, in ARPAbet without
   * stress. Digits have none.
   *
   * @param text words with spaces or hyphens between them
   */
  @Override
  public List<String> phones(String text) {
    List<String> phones = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[ -]")) {
      for (String phone : voice.getLexicon().getPhones(word, null)) {
        phones.add(phone.replaceAll("\\d", ""));
      }
    }
    return phones;
  }
}
