package org.keyspike.synthesis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.audio.Pcm16;
import org.keyspike.synthesis.voices.SpeechEngine;
import org.keyspike.synthesis.voices.SpokenText;

/** The speech of base voices, before it is disguised. One thread's own. */
final class SpeechSource {
  private final SpeechVoice embedded = new SpeechVoice();
  private final Optional<SpeechStore> store;
  private final Map<BaseVoice, Map<SpokenText, float[]>> ready = new HashMap<>();

  /**
   * @param store of what speakers said before, if it is kept
   */
  SpeechSource(Optional<SpeechStore> store) {
    this.store = store;
  }

  SpeechVoice embedded() {
    return embedded;
  }

  /** What a speaker's voice says; empty or silent where there is nothing to say. */
  float[] say(String text, Speaker speaker) throws IOException {
    Optional<SpeechEngine> engine = speaker.voice().engine();
    if (engine.isEmpty()) {
      double formants = speaker.formants();
      return embedded.speak(
          text,
          speaker.pitch() / formants,
          speaker.pitchRange() / formants,
          speaker.wordsPerMinute());
    }
    SpokenText wanted = speaker.saying(text);
    float[] spoken = ready.getOrDefault(speaker.voice(), Map.of()).get(wanted);
    if (spoken == null) {
      spoken = spoken(engine.get(), speaker.voice().name(), List.of(wanted)).get(0);
    }
    return spoken.clone();
  }

  /** Makes ready what a speaker will say, in place of what was ready for any other. */
  void prepare(Speaker speaker, List<SpokenText> texts) throws IOException {
    ready.clear();
    BaseVoice voice = speaker.voice();
    if (voice.engine().isEmpty() || texts.isEmpty()) {
      return;
    }
    Map<SpokenText, float[]> known =
        store.isEmpty() ? Map.of() : store.get().read(voice, speaker.id());
    Map<SpokenText, float[]> wanted = new LinkedHashMap<>();
    List<SpokenText> missing = new ArrayList<>();
    for (SpokenText text : new LinkedHashSet<>(texts)) {
      wanted.put(text, known.get(text));
      if (!known.containsKey(text)) {
        missing.add(text);
      }
    }
    if (!missing.isEmpty()) {
      List<float[]> spoken = spoken(voice.engine().get(), voice.name(), missing);
      for (int i = 0; i < missing.size(); i++) {
        wanted.put(missing.get(i), spoken.get(i));
      }
      if (store.isPresent()) {
        store.get().write(voice, speaker.id(), wanted);
      }
    }
    ready.put(voice, wanted);
  }

  /** Makes ready what several speakers will say, and keeps none of it for another time. */
  void prepareAll(Map<BaseVoice, List<SpokenText>> texts) throws IOException {
    ready.clear();
    for (Map.Entry<BaseVoice, List<SpokenText>> entry : texts.entrySet()) {
      BaseVoice voice = entry.getKey();
      List<SpokenText> wanted = List.copyOf(new LinkedHashSet<>(entry.getValue()));
      List<float[]> spoken = spoken(voice.engine().orElseThrow(), voice.name(), wanted);
      Map<SpokenText, float[]> own = new HashMap<>();
      for (int i = 0; i < wanted.size(); i++) {
        own.put(wanted.get(i), spoken.get(i));
      }
      ready.put(voice, own);
    }
  }

  /** In 16 bits, as it is kept, so that it is the same whether it was kept or not. */
  private static List<float[]> spoken(SpeechEngine engine, String voice, List<SpokenText> texts)
      throws IOException {
    List<float[]> spoken = engine.speak(voice, texts);
    for (float[] samples : spoken) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = Pcm16.sample(Pcm16.of(samples[i]));
      }
    }
    return spoken;
  }
}
