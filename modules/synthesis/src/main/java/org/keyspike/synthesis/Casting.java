package org.keyspike.synthesis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.synthesis.voices.SpeechEngines;

/**
 * The choice of a base voice for each speaker.
 *
 * <p>Persons are in one part only: those of an engine go to training, validation and test, a tenth
 * to each of the latter. Where no engine has that many, one does for an engine of three or more.
 * Persons that several engines have are for training only. Where a part would still stay empty,
 * every part has all.
 *
 * <p>In a part, speakers are shared out evenly among its engines, except that an engine has at most
 * {@value #DISGUISES} speakers for each of its voices while others have fewer.
 */
final class Casting {
  /** Speakers that one voice can be disguised as and still be of use. */
  static final int DISGUISES = 15;

  private static final int TENTH = 10;

  /** Purpose of these draws, so that no seed is used twice. */
  private static final int CAST = 12;

  /** Persons of fewer than this do not stand for people. */
  private static final int MANY = 20;

  private final Map<Split, Map<String, List<BaseVoice>>> parts;
  private final int persons;
  private final boolean shared;

  private Casting(Map<Split, Map<String, List<BaseVoice>>> parts, int persons, boolean shared) {
    this.parts = parts;
    this.persons = persons;
    this.shared = shared;
  }

  /** Shares voices out among the parts. */
  static Casting of(List<BaseVoice> voices, long seed) {
    Map<String, Map<String, List<BaseVoice>>> persons = new TreeMap<>();
    Map<String, Integer> engines = new HashMap<>();
    for (BaseVoice voice : voices) {
      Map<String, List<BaseVoice>> own =
          persons.computeIfAbsent(voice.engineName(), name -> new TreeMap<>());
      if (!own.containsKey(voice.person())) {
        engines.merge(voice.person(), 1, Integer::sum);
      }
      own.computeIfAbsent(voice.person(), name -> new ArrayList<>()).add(voice);
    }
    boolean few = persons.values().stream().allMatch(own -> own.size() < TENTH);
    Map<Split, Map<String, List<BaseVoice>>> parts = new EnumMap<>(Split.class);
    Map<Split, Map<String, List<BaseVoice>>> all = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      parts.put(split, new TreeMap<>());
      all.put(split, new TreeMap<>());
    }
    persons.forEach(
        (engine, own) -> {
          SplittableRandom random =
              new SplittableRandom(Seeds.derive(seed, CAST, engine.hashCode()));
          List<String> names = OtherPhrases.shuffled(List.copyOf(own.keySet()), random);
          List<String> apart = names.stream().filter(name -> engines.get(name) == 1).toList();
          int held = few && names.size() >= 3 ? 1 : names.size() / TENTH;
          for (String name : names) {
            int at = apart.indexOf(name);
            Split split =
                at < 0 || at >= 2 * held ? Split.TRAIN : at < held ? Split.VALIDATION : Split.TEST;
            for (BaseVoice voice : own.get(name)) {
              parts.get(split).computeIfAbsent(engine, e -> new ArrayList<>()).add(voice);
              all.values()
                  .forEach(part -> part.computeIfAbsent(engine, e -> new ArrayList<>()).add(voice));
            }
          }
        });
    boolean shared = parts.values().stream().anyMatch(Map::isEmpty);
    return new Casting(shared ? all : parts, engines.size(), shared);
  }

  /** What is to be said of too few voices, for people. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (shared) {
      remarks.add(
          "too few voices for each part to have its own: validation and test speak in the voices"
              + " of training, so their scores say nothing of other voices");
    }
    if (persons < MANY) {
      remarks.add(
          persons
              + " different voices: a network that heard so few misses most people; more: "
              + SpeechEngines.INSTALL);
    }
    return remarks;
  }

  /** The base voices of the speakers of a part. */
  List<BaseVoice> cast(Split split, int speakers) {
    Map<String, List<BaseVoice>> engines = parts.get(split);
    Map<String, Integer> used = new TreeMap<>();
    List<BaseVoice> cast = new ArrayList<>();
    for (int i = 0; i < speakers; i++) {
      String next = null;
      for (String engine : engines.keySet()) {
        if (next == null || load(engines, used, engine) < load(engines, used, next)) {
          next = engine;
        }
      }
      List<BaseVoice> own = engines.get(next);
      cast.add(own.get(used.merge(next, 1, Integer::sum) % own.size()));
    }
    return cast;
  }

  /** What is lowest speaks next: speakers so far, those above the most it should have last. */
  private static long load(
      Map<String, List<BaseVoice>> engines, Map<String, Integer> used, String engine) {
    int count = used.getOrDefault(engine, 0);
    boolean full = count >= (long) DISGUISES * engines.get(engine).size();
    return count + (full ? Integer.MAX_VALUE : 0L);
  }
}
