package org.keyspike.synthesis;

import java.io.IOException;
import java.util.Arrays;
import org.keyspike.audio.Level;
import org.keyspike.audio.TimeScale;
import org.keyspike.audio.filter.Convolution;

/** A base voice in the disguise of a speaker. One thread's own, as its parts. */
record SpeakerVoice(SpeechSource source, TimeScale timeScale, Convolution convolution) {

  SpeakerVoice(SpeechSource source) {
    this(source, new TimeScale(), new Convolution());
  }

  /** A text of any length, at the speaker's level; empty if its synthesis is. */
  float[] say(String text, Speaker speaker) throws IOException {
    double formants = speaker.formants();
    float[] spoken = source.say(text, speaker);
    float[] shifted = TimeScale.frequencies(spoken, formants);
    // The shift took the duration along; the tempo gives it back.
    float[] speech = timeScale.tempo(shifted, speaker.tempo() / formants);
    tilt(speech, (float) speaker.tilt());
    float[] heard = inPlace(speech, speaker, Integer.MAX_VALUE);
    Level.scaleTo(heard, Level.ofDecibels(speaker.levelDb()));
    return heard;
  }

  /**
   * Speech as it is heard where the speaker is, as loud as it was.
   *
   * @param most samples of the result
   * @return the speech, and as much of the room's sound after it as there are samples for
   */
  float[] inPlace(float[] speech, Speaker speaker, int most) {
    if (speaker.place().isEmpty() || speech.length == 0) {
      return speech;
    }
    Place place = speaker.place().get();
    int length = Math.min(most, speech.length + place.tail());
    return place.heard(Arrays.copyOf(speech, length), convolution);
  }

  /** Adds a part of the sample before: a first-order filter. */
  static void tilt(float[] samples, float coefficient) {
    float before = 0;
    for (int i = 0; i < samples.length; i++) {
      float now = samples[i];
      samples[i] = now + coefficient * before;
      before = now;
    }
  }
}
