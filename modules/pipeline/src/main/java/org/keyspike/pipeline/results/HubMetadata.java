package org.keyspike.pipeline.results;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;

/**
 * What model hubs read at the head of a model card: YAML between two lines of dashes, by which they
 * list, filter and rank models. A folder whose README.md begins with it can be uploaded as it is.
 * The licence is that of the weights, which those decide who trained them, so that the card is
 * named in its place.
 *
 * @param name of the network
 * @param image of it
 * @param results of the image on the test part
 * @param language of its words, as in {@code en}, if it is known
 */
public record HubMetadata(
    String name, WeightImage image, Results results, Optional<String> language) {

  /** The lines, the dashes among them, and an empty one. */
  public String text() {
    boolean keyword = image.readout() instanceof ReadoutImage.Keyword;
    Results.Row row = results.last();
    StringBuilder yaml = new StringBuilder("---\n");
    yaml.append("license: other\n");
    yaml.append("license_name: see-the-card\n");
    yaml.append("license_link: README.md#licence\n");
    language.ifPresent(code -> yaml.append("language:\n- ").append(code).append('\n'));
    yaml.append("library_name: keyspike\n");
    yaml.append("pipeline_tag: ").append(task(keyword)).append('\n');
    yaml.append("tags:\n");
    yaml.append(keyword ? "- keyword-spotting\n" : "- phone-recognition\n");
    yaml.append("- spiking-neural-network\n- quantized\n- tinyml\n");
    yaml.append("metrics:\n- accuracy\n");
    row.phones().phoneErrorRate().ifPresent(rate -> yaml.append("- per\n"));
    yaml.append("model-index:\n- name: ").append(quoted(name)).append('\n');
    yaml.append("  results:\n  - task:\n      type: ").append(task(keyword)).append('\n');
    yaml.append("      name: ")
        .append(keyword ? "Keyword spotting" : "Phone recognition, frame by frame")
        .append('\n');
    String data = quoted(results.origin().dataset());
    yaml.append("    dataset:\n      type: ").append(data).append('\n');
    yaml.append("      name: ").append(data).append("\n      split: test\n    metrics:\n");
    yaml.append(
        String.format(
            Locale.ROOT,
            "    - type: accuracy\n      value: %.4f\n      name: Accuracy of the image over %,d %s, 95 %%"
                + " interval %.4f to %.4f\n",
            row.score().accuracy(),
            row.score().count(),
            results.origin().unit(),
            row.score().interval().lower(),
            row.score().interval().upper()));
    row.phones()
        .phoneErrorRate()
        .ifPresent(
            rate ->
                yaml.append(
                    String.format(
                        Locale.ROOT,
                        "    - type: per\n      value: %.4f\n      name: Phone error rate of the image\n",
                        rate)));
    return yaml.append("---\n\n").toString();
  }

  private static String task(boolean keyword) {
    return keyword ? "audio-classification" : "automatic-speech-recognition";
  }

  /** A text that may hold what YAML would read as its own: in JSON's form, which YAML has too. */
  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
