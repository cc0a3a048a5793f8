package org.keyspike.verification;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.evaluation.PhoneModel;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;

/**
 * The decoding of answers to frames into phones: decoder.json.
 *
 * @param model estimated on the training part
 * @param languageWeight of its bigram, chosen by the validation part
 * @param priorWeight of its priors, chosen likewise
 */
public record Decoding(PhoneModel model, double languageWeight, double priorWeight) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  static Decoding read(Path file) throws IOException {
    return JsonFile.read(file, Decoding.class, "how frames become phones");
  }

  public void write(Path file) throws IOException {
    AtomicFiles.write(file, JSON.writeValueAsBytes(this));
  }
}
