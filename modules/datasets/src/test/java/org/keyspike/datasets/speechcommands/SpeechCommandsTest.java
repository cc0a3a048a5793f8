package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.RealArchives;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;

class SpeechCommandsTest {
  private static final List<String> THIRTEEN =
      List.of(
          "bed", "cat", "happy", "down", "go", "left", "no", "off", "on", "right", "stop", "up",
          "yes");

  /** By the hash rule: training, validation, test. */
  private static final List<String> SPEAKERS = speakersOfEverySplit();

  @TempDir Path folder;

  private static List<String> speakersOfEverySplit() {
    List<String> speakers = new ArrayList<>();
    for (Split split : Split.values()) {
      int id = 0;
      while (HashRule.split(String.format("%08x_nohash_0.wav", id)) != split) {
        id++;
      }
      speakers.add(String.format("%08x", id));
    }
    return speakers;
  }

  private void lists(String validation, String testing) throws IOException {
    Files.writeString(folder.resolve("validation_list.txt"), validation);
    Files.writeString(folder.resolve("testing_list.txt"), testing);
  }

  @Test
  void withoutListsTheHashRuleSplits() throws IOException {
    Made.words(folder, List.of("yes", "no"), SPEAKERS);
    Dataset dataset = SpeechCommands.open(folder, WordSelection.allPresent());
    assertEquals(List.of("no", "yes"), dataset.classes());
    assertFalse(dataset.frameWise());
    for (Split split : Split.values()) {
      String speaker = SPEAKERS.get(split.ordinal());
      assertEquals(
          List.of("no/" + speaker + "_nohash_0", "yes/" + speaker + "_nohash_0"),
          Made.names(dataset, split));
    }
    Utterance yes = dataset.utterances(Split.TRAIN).get(1);
    assertArrayEquals(new int[] {1}, yes.labels());
    assertEquals(16_000, yes.length());
    assertEquals(100, yes.frames());
  }

  @Test
  void listsSplitWhereTheyAre() throws IOException {
    Made.words(folder, List.of("yes", "no"), List.of("a", "b", "c"));
    lists("yes/a_nohash_0.wav\nno/a_nohash_0.wav\n", "yes/b_nohash_0.wav\r\n\n");
    Dataset dataset = SpeechCommands.open(folder, WordSelection.words(List.of("yes", "no")));
    assertEquals(List.of("yes", "no"), dataset.classes());
    assertEquals(List.of("no/a_nohash_0", "yes/a_nohash_0"), Made.names(dataset, Split.VALIDATION));
    assertEquals(List.of("yes/b_nohash_0"), Made.names(dataset, Split.TEST));
    assertEquals(3, dataset.utterances(Split.TRAIN).size());
  }

  /** "a" learns and validates; whoever made the lists is told where scores are read. */
  @Test
  void listsThatDivideASpeakerAreRemarkedOn() throws IOException {
    Made.words(folder, List.of("yes", "no"), List.of("a", "b", "c"));
    lists("yes/a_nohash_0.wav\n", "yes/b_nohash_0.wav\nno/b_nohash_0.wav\n");
    Dataset divided = SpeechCommands.open(folder, WordSelection.allPresent());
    assertEquals(Set.of("a"), divided.sharedSpeakers());
    assertEquals(1, divided.remarks().size());
    assertTrue(
        divided.remarks().get(0).startsWith("1 speaker is in more than one part"),
        divided.remarks().get(0));
    lists("yes/a_nohash_0.wav\nno/a_nohash_0.wav\n", "yes/b_nohash_0.wav\nno/b_nohash_0.wav\n");
    Dataset apart = SpeechCommands.open(folder, WordSelection.allPresent());
    assertEquals(Set.of(), apart.sharedSpeakers());
    assertEquals(List.of(), apart.remarks());
  }

  @Test
  void clipsKnowTheirSpeakerIfTheirNameDoes() throws IOException {
    Made.words(folder, List.of("yes"), List.of("a"));
    Made.clip(folder, "yes/mine.wav", 2_000);
    List<Utterance> clips =
        SpeechCommands.openForTest(folder, List.of("yes", "no")).utterances(Split.TEST);
    assertEquals(
        List.of(Optional.of("a"), Optional.empty()),
        clips.stream().map(Utterance::speaker).toList());
  }

  /** As editors and other tools leave lists; each names the clip of validation and that of test. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF%s",
        "./%s",
        "%s\r",
        "BACKSLASH%s",
        "YES%s",
        "WAV%s",
        "\uFEFF./%s\r",
        "  %s  "
      })
  void listsNameTheSameClipsHoweverTheyAreWritten(String form) throws IOException {
    Made.words(folder, List.of("yes", "no"), List.of("a", "b", "c"));
    lists(written(form, "yes/a_nohash_0.wav"), written(form, "yes/b_nohash_0.wav"));
    Dataset dataset = SpeechCommands.open(folder, WordSelection.allPresent());
    assertEquals(List.of("yes/a_nohash_0"), Made.names(dataset, Split.VALIDATION));
    assertEquals(List.of("yes/b_nohash_0"), Made.names(dataset, Split.TEST));
    assertEquals(List.of(), remarks(dataset));
  }

  /** Those on how the folder was read, not on its speakers. */
  private static List<String> remarks(Dataset dataset) {
    return dataset.remarks().stream()
        .filter(remark -> !remark.contains("in more than one part"))
        .toList();
  }

  private static String written(String form, String name) {
    String line =
        form.startsWith("BACKSLASH")
            ? name.replace('/', '\\')
            : form.startsWith("YES")
                ? name.replace("yes", "Yes")
                : form.startsWith("WAV") ? name.replace("wav", "WAV") : name;
    return form.replaceFirst("BACKSLASH|YES|WAV", "").replace("%s", line) + "\n";
  }

  /** Lists go on naming the clips that a mirror converted. */
  @Test
  void clipsMayBeFlac() throws IOException {
    Made.words(folder, List.of("yes", "no"), List.of("a"));
    Path flac = Path.of("../audio/src/test/resources/org/keyspike/audio/mono16.flac");
    Files.copy(flac, folder.resolve("yes/b_nohash_0.flac"));
    Files.copy(flac, folder.resolve("no/c_nohash_0.FLAC"));
    lists("yes/b_nohash_0.wav\n", "no/c_nohash_0.flac\n");
    Dataset dataset = SpeechCommands.open(folder, WordSelection.allPresent());
    assertEquals(List.of("yes/b_nohash_0"), Made.names(dataset, Split.VALIDATION));
    assertEquals(List.of("no/c_nohash_0"), Made.names(dataset, Split.TEST));
    assertEquals(List.of(), dataset.remarks());
  }

  @Test
  void clipsInUpperCaseAreFoundByListsInLowerCase() throws IOException {
    Made.clip(folder, "yes/a.WAV", 2_000);
    Made.clip(folder, "no/b.WAV", 2_000);
    lists("yes/a.wav\n", "no/B.wav\n");
    Dataset dataset = SpeechCommands.open(folder, WordSelection.allPresent());
    assertEquals(List.of("yes/a"), Made.names(dataset, Split.VALIDATION));
    assertEquals(List.of("no/b"), Made.names(dataset, Split.TEST));
  }

  @Test
  void whatListsNameAndIsNotThereIsCounted() throws IOException {
    Made.words(folder, List.of("yes", "no"), List.of("a", "b"));
    lists("yes/a_nohash_0.wav\n", "yes/b_nohash_0.wav\nyes/stale.wav\ngone/a.wav\n");
    assertEquals(
        List.of(
            "testing_list.txt: 2 of 3 lines name no clip that is here, the first yes/stale.wav"),
        remarks(SpeechCommands.open(folder, WordSelection.allPresent())));
  }

  /** One data, two doors: to train with, and to score a network that exists. */
  @Test
  void ofLongClipsBothDoorsTakeTheSame() throws IOException {
    float[] samples = new float[40_000];
    for (int i = 25_000; i < 30_000; i++) {
      samples[i] = 0.5f * (i % 7) / 7;
    }
    for (String word : List.of("yes", "no", "_unknown_")) {
      Made.clip(folder, word + "/a_nohash_0.wav", 2_000);
      AudioFiles.writeWav(
          folder.resolve(word + "/long_nohash_0.wav"), new AudioClip(samples, 16_000));
    }
    Dataset train = SpeechCommands.open(folder, WordSelection.allPresent());
    Dataset test = SpeechCommands.openForTest(folder, train.classes());
    List<Utterance> trained = new ArrayList<>();
    for (Split split : Split.values()) {
      trained.addAll(train.utterances(split));
    }
    trained.sort(Comparator.comparing(Utterance::name));
    assertEquals(test.utterances(Split.TEST), trained);
    Utterance yes = trained.get(trained.size() - 1);
    assertTrue(yes.start() <= 25_000 && yes.start() + 16_000 >= 30_000, "at " + yes.start());
    assertEquals(
        2, trained.stream().filter(clip -> clip.name().startsWith("_unknown_/long")).count());
    List<String> remark = List.of("2 clips are longer than a second: of each the loudest is taken");
    assertEquals(remark, remarks(train));
    assertEquals(remark, remarks(test));
  }

  /** As a keyboard writes it, and as archives of macOS do. */
  @Test
  void aLetterWithAnAccentIsOneLetter() throws IOException {
    String composed = "caf\u00e9";
    String apart = "cafe\u0301";
    Made.words(folder, List.of(apart, "nein"), List.of("a", "b"));
    lists(composed + "/a_nohash_0.wav\n", "nein/a_nohash_0.wav\n");
    for (String word : List.of(composed, apart)) {
      Dataset dataset = SpeechCommands.open(folder, WordSelection.words(List.of(word, "nein")));
      assertEquals(List.of(composed, "nein"), dataset.classes());
      assertEquals(List.of(composed + "/a_nohash_0"), Made.names(dataset, Split.VALIDATION));
      assertEquals(
          4,
          SpeechCommands.openForTest(folder, List.of(word, "nein")).utterances(Split.TEST).size());
    }
    Made.words(folder, List.of(composed), List.of("c"));
    assertField("name");
  }

  @Test
  void wordsMayHaveCommasAndQuotes() throws IOException {
    List<String> words = List.of("a,b", "plain", "say \"go\"");
    Made.words(folder, words, SPEAKERS);
    Dataset dataset = SpeechCommands.open(folder, WordSelection.allPresent());
    assertEquals(words, dataset.classes());
    assertEquals(words, SpeechCommands.open(folder, WordSelection.words(words)).classes());
    assertEquals(9, SpeechCommands.openForTest(folder, words).utterances(Split.TEST).size());
  }

  @Test
  void otherFoldersAndFilesAreLeftAlone() throws IOException {
    Made.words(folder, List.of("yes", "no", "bird"), List.of("a"));
    Made.clip(folder, "_background_noise_/tap.wav", 20_000);
    for (String hidden : List.of(".hidden", "__MACOSX", "@eaDir", "__pycache__", "lost+found")) {
      Files.createDirectory(folder.resolve(hidden));
    }
    Files.writeString(folder.resolve("yes/._a_nohash_0.wav"), "AppleDouble");
    Files.writeString(folder.resolve("README.md"), "what this is");
    Files.writeString(folder.resolve("yes/notes.txt"), "no clip");
    Dataset all = SpeechCommands.open(folder, WordSelection.allPresent());
    assertEquals(List.of("bird", "no", "yes"), all.classes());
    Dataset two = SpeechCommands.open(folder, WordSelection.words(List.of("no", "yes")));
    int clips = 0;
    for (Split split : Split.values()) {
      clips += two.utterances(split).size();
    }
    assertEquals(2, clips);
  }

  @Test
  void aMissingWordIsNamed() throws IOException {
    Made.words(folder, List.of("yes", "no"), List.of("a"));
    InputException e =
        assertThrows(
            InputException.class,
            () -> SpeechCommands.open(folder, WordSelection.words(List.of("yes", "maybe"))));
    assertEquals("word maybe", e.field());
    assertEquals("one of no yes", e.expected());
    InputException all =
        assertThrows(
            InputException.class, () -> SpeechCommands.open(folder, WordSelection.thirtyFive()));
    assertEquals("word backward", all.field());
  }

  @Test
  void brokenListsAreRefused() throws IOException {
    Made.words(folder, List.of("yes", "no"), List.of("a"));
    Files.writeString(folder.resolve("testing_list.txt"), "yes/a_nohash_0.wav\n");
    assertField("split list");
    lists("yes/a_nohash_0.wav\n", "no/a_nohash_0.wav\nyes\n");
    assertField("line 2");
    lists("yes/a_nohash_0.wav\n", "yes/a_nohash_0.wav\n");
    assertField("yes/a_nohash_0.wav");
    Files.write(folder.resolve("testing_list.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertField("split list");
  }

  private void assertField(String field) {
    InputException e =
        assertThrows(
            InputException.class, () -> SpeechCommands.open(folder, WordSelection.allPresent()));
    assertEquals(field, e.field(), e.getMessage());
  }

  @Test
  void foldersWithoutClipsAreRefused() throws IOException {
    assertField("words");
    Files.createDirectory(folder.resolve("yes"));
    assertField("clips");
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path wrong : List.of(file, folder.resolve("missing"))) {
      InputException e =
          assertThrows(
              InputException.class, () -> SpeechCommands.open(wrong, WordSelection.allPresent()));
      assertEquals("folder", e.field());
      assertEquals(wrong.toString(), e.file());
    }
  }

  @Test
  void selectionsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> WordSelection.words(List.of("yes")));
    assertThrows(
        IllegalArgumentException.class, () -> WordSelection.words(List.of("yes", "no", "yes")));
    assertEquals(35, new HashSet<>(WordSelection.THIRTY_FIVE_WORDS).size());
    assertTrue(WordSelection.THIRTY_FIVE_WORDS.containsAll(WordSelection.TEN_WORDS));
  }

  private void twelveClassFolder(int recordings) throws IOException {
    List<String> words = new ArrayList<>(WordSelection.TEN_WORDS);
    words.addAll(List.of("bird", "cat", "dog"));
    Made.words(folder, words, SPEAKERS);
    for (int i = 0; i < recordings; i++) {
      Made.clip(folder, "_background_noise_/noise" + i + ".wav", 20_000);
    }
  }

  @Test
  void twelveClasses() throws IOException {
    twelveClassFolder(4);
    Dataset dataset = SpeechCommands.open(folder, WordSelection.twelve());
    List<String> classes = new ArrayList<>(WordSelection.TEN_WORDS);
    classes.add("_unknown_");
    classes.add("_silence_");
    assertEquals(classes, dataset.classes());
    List<Set<Path>> recordings = new ArrayList<>();
    for (Split split : Split.values()) {
      List<Utterance> part = dataset.utterances(split);
      assertEquals(12, part.size(), "ten words, a tenth of that unknown, and silent");
      assertEquals(1, part.stream().filter(clip -> clip.labels()[0] == 10).count());
      recordings.add(
          part.stream()
              .filter(clip -> clip.labels()[0] == 11)
              .map(Utterance::file)
              .collect(Collectors.toSet()));
    }
    assertEquals(
        Set.of("noise0.wav", SPEAKERS.get(0)),
        dataset.utterances(Split.TRAIN).stream()
            .map(clip -> clip.speaker().orElseThrow())
            .collect(Collectors.toSet()),
        "cuts of a recording belong together");
    Path noise = folder.resolve("_background_noise_");
    assertEquals(Set.of(noise.resolve("noise0.wav")), recordings.get(0));
    assertEquals(Set.of(noise.resolve("noise1.wav")), recordings.get(1));
    assertEquals(Set.of(noise.resolve("noise2.wav")), recordings.get(2));
  }

  @Test
  void unknownClipsDependOnTheSeedOnly() throws IOException {
    twelveClassFolder(3);
    Set<List<String>> draws = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      Dataset once = SpeechCommands.open(folder, new WordSelection.Twelve(seed));
      Dataset again = SpeechCommands.open(folder, new WordSelection.Twelve(seed));
      assertEquals(once, again);
      draws.add(Made.names(once, Split.TRAIN));
    }
    assertNotEquals(1, draws.size());
  }

  @Test
  void silenceNeedsARecordingForEveryPart() throws IOException {
    twelveClassFolder(2);
    InputException e =
        assertThrows(
            InputException.class, () -> SpeechCommands.open(folder, WordSelection.twelve()));
    assertEquals("recordings", e.field());
    assertEquals("2", e.found());
    Made.clip(folder, "_background_noise_/short.wav", 15_999);
    InputException shorter =
        assertThrows(
            InputException.class, () -> SpeechCommands.open(folder, WordSelection.twelve()));
    assertEquals("duration", shorter.field());
  }

  @Test
  void forTestEveryClipIsTest() throws IOException {
    Made.words(folder, List.of("yes", "no", "bird"), SPEAKERS);
    lists("yes/" + SPEAKERS.get(0) + "_nohash_0.wav\n", "\n");
    List<String> classes = List.of("yes", "_unknown_", "no");
    Dataset dataset = SpeechCommands.openForTest(folder, classes);
    assertEquals(classes, dataset.classes());
    assertEquals(9, dataset.utterances(Split.TEST).size());
    assertEquals(List.of(), dataset.utterances(Split.TRAIN));
    for (Utterance clip : dataset.utterances(Split.TEST)) {
      int label = clip.name().startsWith("yes/") ? 0 : clip.name().startsWith("no/") ? 2 : 1;
      assertEquals(label, clip.labels()[0], clip.name());
    }
  }

  @Test
  void forTestAnUnknownWordIsNamed() throws IOException {
    Made.words(folder, List.of("yes", "bird"), List.of("a"));
    InputException e =
        assertThrows(
            InputException.class, () -> SpeechCommands.openForTest(folder, List.of("yes", "no")));
    assertEquals("bird", e.found());
    assertTrue(e.getMessage().contains("yes no"), e.getMessage());
  }

  @Test
  void realClips() throws IOException {
    Path mini = RealArchives.unpacked("gsc-mini.tar.gz");
    Dataset dataset = SpeechCommands.open(mini, WordSelection.words(THIRTEEN));
    assertEquals(3_271, dataset.utterances(Split.TRAIN).size());
    assertEquals(679, dataset.utterances(Split.VALIDATION).size());
    assertEquals(795, dataset.utterances(Split.TEST).size());
    Set<String> speakers = new HashSet<>();
    int sum = 0;
    for (Split split : Split.values()) {
      Set<String> own =
          Made.names(dataset, split).stream()
              .map(name -> name.replaceAll(".*/|_nohash_.*", ""))
              .collect(Collectors.toSet());
      sum += own.size();
      speakers.addAll(own);
    }
    assertEquals(sum, speakers.size(), "no speaker in two parts");
    assertEquals(35, SpeechCommands.open(mini, WordSelection.thirtyFive()).classes().size());
    Dataset twelve = SpeechCommands.open(mini, WordSelection.twelve());
    int ten =
        SpeechCommands.open(mini, WordSelection.words(WordSelection.TEN_WORDS))
            .utterances(Split.TRAIN)
            .size();
    assertEquals(ten + 2 * ((ten + 9) / 10), twelve.utterances(Split.TRAIN).size());
  }
}
