package org.keyspike.datasets.timit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.RealArchives;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class TimitTest {
  private static final int SAMPLES = 1_000;

  @TempDir Path folder;

  /** SPHERE, as on the discs. */
  private static byte[] sphere(int samples) {
    ByteBuffer file = ByteBuffer.allocate(1_024 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    String header =
        "NIST_1A\n   1024\nsample_count -i "
            + samples
            + "\nsample_n_bytes -i 2\nchannel_count -i 1\nsample_byte_format -s2 01\n"
            + "sample_rate -i 16000\nsample_coding -s3 pcm\nend_head\n";
    file.put(header.getBytes(StandardCharsets.US_ASCII)).position(1_024);
    for (int i = 0; i < samples; i++) {
      file.putShort((short) (i * 37));
    }
    return file.array();
  }

  private void utterance(String name, boolean lower, boolean riff) throws IOException {
    String path = lower ? name.toLowerCase(Locale.ROOT) : name;
    Path sound = folder.resolve(path + (lower ? ".wav" : ".WAV"));
    Files.createDirectories(sound.getParent());
    if (riff) {
      AudioFiles.writeWav(sound, Made.noise(SAMPLES, name.hashCode()));
    } else {
      Files.write(sound, sphere(SAMPLES));
    }
    Files.writeString(
        folder.resolve(path + (lower ? ".phn" : ".PHN")), "0 280 h#\n280 600 ix\n600 1000 h#\n");
  }

  private void smallCorpus(boolean lower, boolean riff) throws IOException {
    for (String speaker : List.of("FAEM0", "FVMH0", "MADC0", "MCPM0", "MAEB0")) {
      for (String sentence : List.of("SA1", "SI648", "SX26")) {
        utterance("TRAIN/DR1/" + speaker + "/" + sentence, lower, riff);
      }
    }
    utterance("TEST/DR2/MARC0/SA2", lower, riff);
    utterance("TEST/DR2/MARC0/SX108", lower, riff);
  }

  private void checkSmallCorpus() throws IOException {
    Dataset dataset = Timit.open(folder);
    assertTrue(dataset.frameWise());
    assertEquals(48, dataset.classes().size());
    assertEquals(
        List.of(
            "train/dr1/fvmh0/si648",
            "train/dr1/fvmh0/sx26",
            "train/dr1/mcpm0/si648",
            "train/dr1/mcpm0/sx26"),
        Made.names(dataset, Split.VALIDATION),
        "the last woman and the last man");
    assertEquals(List.of("test/dr2/marc0/sx108"), Made.names(dataset, Split.TEST));
    assertEquals(Optional.of("marc0"), dataset.utterances(Split.TEST).get(0).speaker());
    assertEquals(Set.of(), dataset.sharedSpeakers());
    assertEquals(6, dataset.utterances(Split.TRAIN).size());
    Utterance one = dataset.utterances(Split.TEST).get(0);
    assertEquals(6, one.frames());
    List<String> phones = Arrays.stream(one.labels()).mapToObj(dataset.classes()::get).toList();
    assertEquals(List.of("sil", "sil", "ix", "ix", "sil", "sil"), phones);
    List<String> transcript =
        Arrays.stream(one.transcript()).mapToObj(dataset.classes()::get).toList();
    assertEquals(List.of("sil", "ix", "sil"), transcript);
  }

  @Test
  void upperCaseSphere() throws IOException {
    smallCorpus(false, false);
    checkSmallCorpus();
  }

  @Test
  void lowerCaseRiff() throws IOException {
    smallCorpus(true, true);
    checkSmallCorpus();
  }

  @Test
  void riffCopiesBesideTheOriginals() throws IOException {
    smallCorpus(false, false);
    AudioFiles.writeWav(folder.resolve("TEST/DR2/MARC0/SX108.WAV.wav"), Made.noise(SAMPLES, 1));
    checkSmallCorpus();
    Files.delete(folder.resolve("TEST/DR2/MARC0/SX108.WAV"));
    assertEquals(List.of("test/dr2/marc0/sx108"), Made.names(Timit.open(folder), Split.TEST));
  }

  @Test
  void partnersHaveTheWholeNameUpToTheLastDot() throws IOException {
    for (String name :
        List.of("take.1.SX18.WAV", "take.1.SX18.WRD", "take.2.SX18.WAV", "a.wav.wav", "a.wrd")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertEquals(
        Optional.of(folder.resolve("take.1.SX18.WRD")),
        Timit.partner(folder.resolve("take.1.SX18.WAV"), "wrd"));
    assertEquals(Optional.empty(), Timit.partner(folder.resolve("take.2.SX18.WAV"), "wrd"));
    assertEquals(
        Optional.of(folder.resolve("a.wrd")), Timit.partner(folder.resolve("a.wav.wav"), "wrd"));
  }

  /** Copies as they lie about: names in other case, line ends of Windows. */
  @Test
  void copiesInOtherFormsAreTheSameCorpus() throws IOException {
    smallCorpus(false, true);
    Path sound = folder.resolve("TEST/DR2/MARC0/SX108.WAV");
    Path phones = folder.resolve("TEST/DR2/MARC0/SX108.PHN");
    Files.move(sound, sound.resolveSibling("SX108.Wav"));
    Files.writeString(
        phones.resolveSibling("SX108.phn"), Files.readString(phones).replace("\n", "\r\n"));
    Files.delete(phones);
    checkSmallCorpus();
  }

  @Test
  void aLinkedCorpusIsRead() throws IOException {
    smallCorpus(false, false);
    Path link = folder.resolveSibling(folder.getFileName() + "-link");
    Files.createSymbolicLink(link, folder);
    try {
      assertEquals(Timit.open(folder).classes(), Timit.open(link).classes());
      assertEquals(6, Timit.open(link).utterances(Split.TRAIN).size());
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void whatMacsLeaveIsNoSentence() throws IOException {
    smallCorpus(false, false);
    Files.writeString(folder.resolve("TEST/DR2/MARC0/._SX108.WAV"), "AppleDouble");
    Files.writeString(folder.resolve("TEST/DR2/MARC0/._SX108.PHN"), "AppleDouble");
    checkSmallCorpus();
  }

  @Test
  void twoFilesOfOneSentenceAreRefused() throws IOException {
    smallCorpus(false, false);
    Path phones = folder.resolve("TEST/DR2/MARC0/SX108.PHN");
    Files.copy(phones, phones.resolveSibling("sx108.phn"));
    InputException e = assertThrows(InputException.class, () -> Timit.open(folder));
    assertEquals("name", e.field());
  }

  @Test
  void wholeCorpusHasThePublishedParts() throws IOException {
    for (String speaker : TimitSpeakers.CORE_TEST) {
      utterance("TEST/DR1/" + speaker + "/SX1", false, true);
    }
    for (String speaker : TimitSpeakers.DEVELOPMENT) {
      utterance("TEST/DR1/" + speaker + "/SX1", false, true);
    }
    utterance("TEST/DR1/MZZZ0/SX1", false, true);
    utterance("TRAIN/DR1/FAEM0/SX1", false, true);
    Dataset dataset = Timit.open(folder, Timit.Labels.PHONES, 3, ProgressListener.NONE);
    assertEquals(24, dataset.utterances(Split.TEST).size());
    assertEquals(50, dataset.utterances(Split.VALIDATION).size());
    assertEquals(
        List.of("train/dr1/faem0/sx1"), Made.names(dataset, Split.TRAIN), "the rest is left out");
  }

  @Test
  void publishedSpeakers() {
    assertEquals(24, TimitSpeakers.CORE_TEST.size());
    assertEquals(50, TimitSpeakers.DEVELOPMENT.size());
    Set<String> both = new HashSet<>(TimitSpeakers.CORE_TEST);
    both.retainAll(TimitSpeakers.DEVELOPMENT);
    assertEquals(Set.of(), both);
    assertEquals(8, TimitSpeakers.CORE_TEST.stream().filter(name -> name.startsWith("F")).count());
  }

  private InputException refused() {
    return assertThrows(InputException.class, () -> Timit.open(folder));
  }

  @Test
  void missingPartnersAreNamed() throws IOException {
    smallCorpus(false, false);
    Path sound = folder.resolve("TRAIN/DR1/FAEM0/SX26.WAV");
    Files.delete(sound);
    assertEquals("sound", refused().field());
    Files.delete(folder.resolve("TRAIN/DR1/FAEM0/SX26.PHN"));
    Timit.open(folder);
    Files.write(sound, sphere(SAMPLES));
    InputException e = refused();
    assertEquals("transcript", e.field());
    assertEquals(sound.toString(), e.file());
  }

  @Test
  void damagedSoundIsNamed() throws IOException {
    smallCorpus(false, false);
    Path sound = folder.resolve("TRAIN/DR1/FAEM0/SX26.WAV");
    Files.write(sound, new byte[] {1, 2, 3});
    InputException e = assertThrows(InputException.class, () -> Timit.open(folder));
    assertEquals(sound.toString(), e.file());
    Files.write(sound, sphere(100));
    assertEquals("duration", refused().field());
  }

  @Test
  void otherLayoutsAreRefused() throws IOException {
    assertEquals("utterances", refused().field());
    utterance("TRAIN/DR1/FAEM0/SX1", false, true);
    assertEquals("speakers under TEST", refused().field());
    utterance("TEST/DR1/FAKS0/SX1", false, true);
    assertEquals("speakers under TRAIN", refused().field());
    InputException e =
        assertThrows(InputException.class, () -> Timit.open(folder.resolve("missing")));
    assertEquals("folder", e.field());
  }

  @Test
  void realSample() throws IOException {
    Dataset dataset =
        Timit.open(
            RealArchives.unpacked("timit-sample.tar.gz"),
            Timit.Labels.PHONES,
            2,
            ProgressListener.NONE);
    assertEquals(80, dataset.utterances(Split.TRAIN).size());
    assertEquals(16, dataset.utterances(Split.VALIDATION).size());
    assertEquals(32, dataset.utterances(Split.TEST).size());
    Set<String> speakers =
        Made.names(dataset, Split.VALIDATION).stream()
            .map(name -> name.split("/")[2])
            .collect(Collectors.toSet());
    assertEquals(Set.of("fvmh0", "mcpm0"), speakers);
    assertEquals(Set.of(), dataset.sharedSpeakers());
    assertEquals(Optional.of("fvmh0"), dataset.utterances(Split.VALIDATION).get(0).speaker());
    int silence = dataset.classes().indexOf("sil");
    for (Split split : Split.values()) {
      for (Utterance utterance : dataset.utterances(split)) {
        int[] labels = utterance.labels();
        assertEquals(silence, labels[0], utterance.name() + " begins in silence");
        assertEquals(silence, labels[labels.length - 1], utterance.name() + " ends in silence");
      }
    }
  }

  @Test
  void statesKnowTheirPhoneAndWhatWasBeforeIt() throws IOException {
    smallCorpus(false, false);
    Dataset dataset = Timit.open(folder, Timit.Labels.STATES, 2, ProgressListener.NONE);
    assertEquals(PhoneSet.STATES, dataset.classes().size());
    Utterance one = dataset.utterances(Split.TEST).get(0);
    assertEquals(
        List.of(
            "*-sil.begin",
            "*-sil.middle",
            "sil-ix.begin",
            "sil-ix.middle",
            "ix-sil.begin",
            "ix-sil.middle"),
        Arrays.stream(one.labels()).mapToObj(dataset.classes()::get).toList());
  }

  @Test
  void statesOfTheRealSample() throws IOException {
    Path sample = RealArchives.unpacked("timit-sample.tar.gz");
    Dataset states = Timit.open(sample, Timit.Labels.STATES, 2, ProgressListener.NONE);
    Dataset phones = Timit.open(sample, Timit.Labels.PHONES, 2, ProgressListener.NONE);
    assertEquals(PhoneSet.STATES, states.classes().size());
    assertTrue(states.classes().stream().noneMatch(name -> name.startsWith("unused")));
    int[] phoneOf = PhoneSet.of(states.classes()).orElseThrow().phoneOfClasses();
    for (Split split : Split.values()) {
      for (int i = 0; i < states.utterances(split).size(); i++) {
        Utterance one = states.utterances(split).get(i);
        assertArrayEquals(
            phones.utterances(split).get(i).labels(),
            Arrays.stream(one.labels()).map(label -> phoneOf[label]).toArray());
      }
    }
  }
}
