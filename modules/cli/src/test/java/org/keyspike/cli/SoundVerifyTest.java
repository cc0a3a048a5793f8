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
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.Pcm16;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;

/** The commands verify and simulate from the first sample to the last decision. */
@Tag("slow")
class SoundVerifyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static Path clips;

  @BeforeAll
  static void makeClips() throws IOException {
    clips = folder.resolve("clips");
    SplittableRandom random = new SplittableRandom(4);
    for (String name : List.of("no/a_nohash_0.wav", "yes/a_nohash_0.wav", "yes/b_nohash_0.wav")) {
      float[] samples = new float[16_000];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = Pcm16.sample((short) (random.nextInt(-9000, 9000) * (i / 4000 + 1) / 5));
      }
      Path file = clips.resolve(name);
      Files.createDirectories(file.getParent());
      AudioFiles.writeWav(file, new AudioClip(samples, 16_000));
    }
  }

  private static Path checkpoint(FeatureSpec features) throws IOException {
    NetworkSpec spec =
        new NetworkSpec(
            features,
            new EncoderSpec.Residual(false),
            List.of(
                new LayerSpec(
                    5,
                    new RecurrentLif(),
                    new Surrogate(Surrogate.Shape.BOXCAR, 2),
                    false,
                    true,
                    0)),
            new ReadoutSpec.Keyword(4, 2, 100),
            1,
            null);
    Parameters parameters = Initializer.draw(spec, 0.5, 1);
    NetworkSpec onGrid = spec.withFormat(FormatChooser.choose(spec, parameters, 4, 16, 8, 8));
    Path file = folder.resolve(features.kind() + ".safetensors");
    new Checkpoint(onGrid, List.of("no", "yes"), Quantizer.onGrid(onGrid, parameters), Map.of())
        .write(file);
    return file;
  }

  private static Path image(FeatureSpec features) throws IOException {
    Path file = folder.resolve(features.kind() + ".kswi");
    TinyRun.Said said =
        TinyRun.sayPlain("export", checkpoint(features).toString(), "--out=" + file);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    return file;
  }

  private static FeatureSpec integers() {
    return new FeatureSpec(8, 128, FrontEndKind.INTEGER, new BackgroundSettings(7, 4, 128));
  }

  private static TinyRun.Said say(String verb, Path model, String... more) {
    String[] all = new String[3 + more.length];
    all[0] = verb;
    all[1] = model.toString();
    all[2] = "--cache=" + folder.resolve("cache");
    System.arraycopy(more, 0, all, 3, more.length);
    return TinyRun.sayPlain(all);
  }

  /** The image with its forward pass: counts worked out by hand. */
  @Test
  void everyNumberIsComparedAndCounted() throws IOException {
    Path checkpoint = checkpoint(integers());
    TinyRun.Said said = say("verify", checkpoint, "--data=" + clips, "--json", "--quiet");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode answer = JSON.readTree(said.out());
    assertTrue(answer.get("identical").asBoolean());
    assertEquals("integer", answer.get("frontEnd").asText());
    JsonNode compared = answer.get("compared");
    assertEquals(3 * 16_000, compared.get("samples").asLong());
    assertEquals(3 * 100 * 8, compared.get("features").asLong());
    assertEquals(2 * 3 * 100 * (4 * 8 + 5), compared.get("spikes").asLong());
    assertEquals(2 * 3 * 100 * 5, compared.get("potentials").asLong());
    assertEquals(3 * 100 * 5, answer.get("forwardPotentials").asLong());
    assertEquals(2 * 3 * 2, compared.get("logits").asLong());
    assertEquals(2 * 3 * 2, compared.get("posteriors").asLong());
    assertEquals(2 * 3, compared.get("detections").asLong());
    JsonNode stream = answer.get("stream");
    assertEquals(3, stream.get("clips").asInt());
    assertEquals(3, stream.get("seconds").asDouble());
    assertEquals(21, stream.get("answers").asInt());
    assertEquals(21, stream.get("compared").get("detections").asInt());
    assertEquals(0, stream.get("mismatches").asInt());
    String detected = answer.get("detectedClips").asText();
    said = say("verify", checkpoint, "--data=" + clips);
    List<String> lines = said.out().lines().toList();
    assertEquals(
        List.of(
            "identical: front end, QAT forward (with 1,500 potentials), integer network, simulator and"
                + " detector, 3 clips, 300 frames",
            "compared: 48,000 samples, 2,400 features, 22,200 spikes, 3,000 potentials (1,500 of"
                + " the QAT forward), 12 logits, 12 posteriors, 6 detections ("
                + detected
                + " clips detected)",
            "identical sample by sample and all at once: 3 clips as one stream of 3 s, 21 answers, "
                + stream.get("detections").asText()
                + " detections"),
        lines);
  }

  @Test
  void simulationBeginsWithSamplesToo() throws IOException {
    Path image = image(integers());
    JsonNode answer =
        JSON.readTree(say("simulate", image, "--data=" + clips, "--json", "--quiet").out());
    assertTrue(answer.get("identical").asBoolean());
    assertEquals(3 * 16_000, answer.get("compared").get("samples").asLong());
    assertEquals(3, answer.get("compared").get("detections").asLong());
    assertTrue(answer.has("detectedClips") && answer.has("stream"));
    TinyRun.Said said = say("simulate", image, "--data=" + clips);
    assertTrue(said.out().contains("compared: 48,000 samples, 2,400 features, "), said::out);
    Path trace = folder.resolve("trace.txt");
    said = say("simulate", image, "--data=" + clips, "--trace=" + trace, "--frames=0-1");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(Files.size(trace) > 0);
  }

  @Test
  void aFloatFrontEndIsSaidToBindNoDevice() throws IOException {
    Path image = image(new FeatureSpec(8, 10));
    TinyRun.Said said = say("verify", image, "--data=" + clips);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.out().contains("compared: 2,400 features, "), said::out);
    assertTrue(
        said.out()
            .contains("float front end: features are compared but no device is bound to them"),
        said::out);
    JsonNode answer =
        JSON.readTree(say("verify", image, "--data=" + clips, "--json", "--quiet").out());
    assertEquals("float", answer.get("frontEnd").asText());
    assertEquals(0, answer.get("compared").get("samples").asLong());
  }

  /** Without clips, by the answers beside an image, which begin with samples. */
  @Test
  void knownAnswersAreCheckedFromTheirSamplesOn() throws IOException {
    Path image = Files.copy(image(integers()), folder.resolve("alone.kswi"));
    Path beside = folder.resolve("alone.kska");
    SplittableRandom random = new SplittableRandom(8);
    short[] samples = new short[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(-4000, 4000);
    }
    KnownAnswersWriter.write(
        KnownAnswers.ofSound(ImageReader.read(image), List.of(samples, samples.clone())), beside);
    TinyRun.Said said = say("verify", image, "--json", "--quiet");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode answer = JSON.readTree(said.out());
    assertEquals(2, answer.get("knownAnswers").asInt());
    assertEquals(2 * 16_000, answer.get("known").get("samples").asLong());
    assertEquals(11, answer.get("known").get("detections").asLong());
    assertEquals(0, answer.get("compared").get("samples").asLong());
    said = say("verify", image);
    assertTrue(said.out().contains("known answers: 32,000 samples, 1,600 features, "), said::out);

    KnownAnswers known = KnownAnswersReader.read(beside);
    known.clips().get(1).samples()[700] += 9000;
    KnownAnswersWriter.write(known, beside);
    said = say("verify", image);
    assertEquals(ExitCode.NO, said.code(), said::err);
    assertTrue(
        said.out().contains("the first: known answer: feature of clip 1, frame 4, band "),
        said::out);
    assertFalse(said.out().contains("clip 0,"), said::out);
  }
}
