package org.keyspike.deploy.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;

class BrowserPageTest {
  private static final PageCard CARD =
      new PageCard(
          "a <b> & \"c\" {{data}}", List.of(new PageCard.Figure("energy", "1 µW </script>")));

  /** What a page of 1,000,000 bytes still has room for in clips. */
  private static final int MOST_BYTES = 700_000;

  @TempDir Path folder;

  private static KnownAnswers answers(WeightImage image, int clips) {
    short[][] samples = new short[clips][];
    for (int c = 0; c < clips; c++) {
      samples[c] = Arrays.copyOfRange(MadeSound.samples(32_000 + c), 16_000 + c, 32_000 + c);
    }
    return KnownAnswers.ofSound(image, List.of(samples));
  }

  private static JsonNode data(String html) throws IOException {
    String before = "<script id=\"data\" type=\"application/json\">";
    int from = html.indexOf(before) + before.length();
    return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  @Test
  void aPageIsOneFileThatLoadsNothing() throws IOException {
    WeightImage image = Published.image("spotter");
    Path file = folder.resolve(BrowserPage.FILE_NAME);
    BrowserPage.write(new Listener(image), CARD, Optional.of(answers(image, 6)), file);
    String html = Files.readString(file);
    assertTrue(Files.size(file) < MOST_BYTES, () -> html.length() + " characters");
    assertFalse(
        Pattern.compile("(?i)(src|href)=[\"']?(?!data:|#)\\w|@import|url\\(|<link(?! rel=\"icon\")")
            .matcher(html.replaceAll("(?s)<script.*?</script>", ""))
            .find());
    assertEquals(3, html.split("</script>", -1).length - 1, "ends of scripts");
    assertTrue(html.contains("<h1>a &lt;b&gt; &amp; &quot;c&quot; {{data}}</h1>"));
    assertTrue(html.contains("<dd>1 µW &lt;/script&gt;</dd>"));
    BrowserPage.write(new Listener(image), CARD, Optional.of(answers(image, 6)), file);
    assertEquals(html, Files.readString(file));
  }

  @Test
  void theImageTravelsWholeWithFourClips() throws IOException {
    WeightImage image = Published.image("tiny");
    String html = BrowserPage.html(new Listener(image), CARD, Optional.of(answers(image, 6)));
    JsonNode data = data(html);
    assertEquals(image, ImageReader.parse("page", data.get("image").binaryValue()));
    assertEquals(ImageWriter.bytes(image).length, data.get("image").binaryValue().length);
    assertEquals(image.classes().size(), data.get("thresholds").size());
    assertEquals(3 + 4 + 1, data.get("tests").size());
    assertEquals(
        3, data(BrowserPage.html(new Listener(image), CARD, Optional.empty())).get("tests").size());
  }

  @Test
  void answersThatTheImageDoesNotGiveAreRefused() throws IOException {
    WeightImage image = Published.image("tiny");
    KnownAnswers right = answers(image, 2);
    List<DetectorAnswer> stream = new ArrayList<>(right.stream());
    DetectorAnswer last = stream.remove(stream.size() - 1);
    int[] logits = last.logits().clone();
    logits[3]++;
    stream.add(
        new DetectorAnswer(
            last.frame(), logits, last.posteriors(), last.label(), last.score(), last.detected()));
    KnownAnswers wrong = new KnownAnswers(right.imageSha256(), right.clips(), stream);
    Listener listener = new Listener(image);
    BrowserPage.html(listener, CARD, Optional.of(right));
    assertThrows(
        IllegalArgumentException.class, () -> BrowserPage.html(listener, CARD, Optional.of(wrong)));
    KnownAnswers.Clip clip = right.clips().get(0);
    byte[] features = clip.features().clone();
    features[77]++;
    KnownAnswers other =
        new KnownAnswers(
            right.imageSha256(),
            List.of(
                new KnownAnswers.Clip(clip.samples(), features, clip.trace()),
                right.clips().get(1)),
            right.stream());
    assertThrows(
        IllegalArgumentException.class, () -> BrowserPage.html(listener, CARD, Optional.of(other)));
  }
}
