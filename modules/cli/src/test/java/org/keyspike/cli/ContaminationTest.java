package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.cli.console.ExitCode;

/** {@code evaluate} knows the clips that its network was trained with. */
@Tag("slow")
class ContaminationTest {
  private static final String LIST = "trained-on.bin";

  @TempDir static Path folder;
  private static TinyRun tiny;
  private static String run;

  /** All clips that the run was made of: 12 for training, 6 for validation, 6 for test. */
  private static Path data;

  @BeforeAll
  static void train() throws IOException {
    tiny = new TinyRun(folder, folder.resolve("cache"));
    run = tiny.run().toString();
    done(tiny.say("compress", tiny.recipe().toString(), "--out=" + run, "--until=quantize"));
    try (Stream<Path> cache = Files.list(folder.resolve("cache"))) {
      data =
          cache
              .filter(path -> path.getFileName().toString().startsWith("synthesized-"))
              .findFirst()
              .orElseThrow();
    }
  }

  private static TinyRun.Said done(TinyRun.Said said) {
    assertEquals(ExitCode.DONE, said.code(), said::err);
    return said;
  }

  private static JsonNode json(String... args) throws IOException {
    return new ObjectMapper()
        .readTree(
            done(tiny.say(
                    Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new)))
                .out());
  }

  private static void refused(String complaint, String... args) {
    TinyRun.Said said = tiny.say(args);
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::out);
    assertTrue(said.err().contains(complaint), said::err);
    assertEquals("", said.out());
  }

  /** The clips that a list of {@code data} names, or those that none names. */
  private static List<Path> clips(String list) throws IOException {
    return Files.readAllLines(data.resolve(list)).stream().map(data::resolve).toList();
  }

  /** Clips of all three words. */
  private static int all() throws IOException {
    int count = 0;
    for (String word : List.of("yes", "no", "up")) {
      try (Stream<Path> clips = Files.list(data.resolve(word))) {
        count += (int) clips.count();
      }
    }
    return count;
  }

  private static Path training() throws IOException {
    List<Path> others =
        Stream.concat(clips("validation_list.txt").stream(), clips("testing_list.txt").stream())
            .toList();
    try (Stream<Path> yes = Files.list(data.resolve("yes"))) {
      return yes.filter(clip -> !others.contains(clip)).sorted().findFirst().orElseThrow();
    }
  }

  private static Path copy(Path clip, String name) throws IOException {
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    return Files.copy(clip, copy);
  }

  @Test
  void theOwnTestPartIsUnseen() throws IOException {
    JsonNode own = json("evaluate", run);
    assertEquals(0, own.get("seenClips").asInt(-1));
    int test = own.get("count").asInt();
    assertEquals(test, clips("testing_list.txt").size());
    JsonNode apart = json("evaluate", run, "--seen=apart");
    assertEquals(own.get("accuracy"), apart.at("/unseen/accuracy"));
    assertTrue(apart.get("seen").isNull(), apart::toString);
  }

  @Test
  void clipsOfTheTrainingAreRefusedOrToldApart() throws IOException {
    JsonNode own = json("evaluate", run);
    int test = clips("testing_list.txt").size();
    int validation = clips("validation_list.txt").size();
    int training = all() - test - validation;
    String all = "--data=" + data;
    TinyRun.Said said = tiny.say("evaluate", run, all);
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::out);
    assertEquals(1, said.err().lines().filter(line -> line.startsWith("keyspike:")).count());
    assertTrue(said.err().contains(" clips, such as "), said::err);
    JsonNode apart = json("evaluate", run, all, "--seen=apart");
    assertEquals(test, apart.at("/unseen/count").asInt());
    assertEquals(own.get("correct"), apart.at("/unseen/correct"));
    assertEquals(own.get("confusion"), apart.at("/unseen/confusion"));
    assertEquals(validation, apart.get("validationClips").asInt());
    assertEquals(training, apart.get("trainingClips").asInt());
    assertEquals(training + validation, apart.at("/seen/count").asInt());
    String text = done(tiny.say("evaluate", run, all, "--seen=apart")).out();
    int unseen = text.indexOf("of " + test + " clips");
    assertTrue(unseen > 0 && unseen < text.indexOf("of " + (training + validation) + " clips"));
    TinyRun.Said simulated = done(tiny.say("simulate", run, all));
    assertTrue(simulated.err().contains("says nothing of others"), simulated::err);
  }

  @Test
  void aNewNameOrANewSoundHidesNothing() throws IOException {
    Path renamed = folder.resolve("renamed");
    copy(training(), "renamed/yes/1.wav");
    copy(clips("testing_list.txt").get(0), "renamed/no/2.wav");
    refused(
        "found 1 of 2 clips, such as yes/1, that the network was trained with (1)",
        "evaluate",
        run,
        "--data=" + renamed);
    Path named = folder.resolve("named").resolve(data.relativize(training()));
    Files.createDirectories(named.getParent());
    AudioFiles.writeWav(named, new AudioClip(new float[9_000], 16_000));
    refused("found 1 of 1 clips", "evaluate", run, "--data=" + folder.resolve("named"));
    json("evaluate", run, "--data=" + folder.resolve("named"), "--seen=apart");
  }

  @Test
  void anImageTakesTheListWithIt() throws IOException {
    Path image = folder.resolve("elsewhere/tiny.kswi");
    Path checkpoint = tiny.run().resolve("checkpoints/quantized.safetensors");
    done(TinyRun.sayPlain("export", checkpoint.toString(), "--out=" + image));
    Path beside = image.resolveSibling("tiny." + LIST);
    assertEquals(-1, Files.mismatch(tiny.run().resolve(LIST), beside));
    refused("that the network was trained with", "evaluate", image.toString(), "--data=" + data);
    Path own = folder.resolve("own");
    copy(clips("testing_list.txt").get(0), "own/yes/1.wav");
    assertEquals(0, json("evaluate", image.toString(), "--data=" + own).get("seenClips").asInt(-1));
    Files.write(beside, new byte[200]);
    refused(beside.toString(), "evaluate", image.toString(), "--data=" + own);
    Files.delete(beside);
    TinyRun.Said said = done(tiny.say("evaluate", image.toString(), "--data=" + data, "--json"));
    assertTrue(said.err().contains("nothing tells what the network was trained with"), said::err);
    assertTrue(new ObjectMapper().readTree(said.out()).get("seenClips").isNull(), said::out);
    refused("--seen", "evaluate", image.toString(), "--data=" + data, "--seen=apart");
  }

  @Test
  void prepareWritesTheListOfARecipe() throws IOException {
    Path list = folder.resolve("again").resolve(LIST);
    done(tiny.say("prepare", tiny.recipe().toString(), "--trained-on=" + list));
    assertEquals(-1, Files.mismatch(tiny.run().resolve(LIST), list));
  }

  @Test
  void streamsAreToldApartToo() throws IOException {
    String all = "--data=" + data;
    refused("that the network was trained with", "evaluate", run, all, "--stream", "--hours=0");
    copy(training(), "words/yes/1.wav");
    copy(clips("validation_list.txt").get(0), "words/no/2.wav");
    copy(clips("testing_list.txt").get(0), "words/no/3.wav");
    JsonNode apart =
        json(
            "evaluate",
            run,
            "--data=" + folder.resolve("words"),
            "--stream",
            "--hours=0.01",
            "--seen=apart",
            "--out=" + folder.resolve("stream"));
    assertEquals(1, apart.at("/unseen/kinds/0/points/0/words").asInt());
    assertEquals(2, apart.at("/seen/kinds/0/points/0/words").asInt());
    assertEquals(1, apart.get("trainingClips").asInt());
    assertEquals(1, apart.get("validationClips").asInt());
    assertTrue(Files.exists(folder.resolve("stream/seen/stream.json")));
    copy(training(), "speech/long.wav");
    refused(
        "found 1 of 1 recordings that the network was trained with",
        "evaluate",
        run,
        "--stream",
        "--hours=0",
        "--negatives=" + folder.resolve("speech"));
    assertFalse(Files.exists(tiny.run().resolve("stream")), "nothing was written");
  }
}
