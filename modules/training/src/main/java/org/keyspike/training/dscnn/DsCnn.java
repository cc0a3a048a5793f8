package org.keyspike.training.dscnn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.io.InputException;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Tensor;

/**
 * A DS-CNN with its numbers: the convolutional network that a user would pick instead of a spiking
 * one, as trained, in float.
 *
 * @param spec what it is
 * @param labels names of the classes in the order of the logits
 * @param parameters what {@link DsCnnSpec#learned} and {@link DsCnnSpec#measured} name
 * @param provenance what it was made from: data, engine, seed
 */
public record DsCnn(
    DsCnnSpec spec, List<String> labels, Parameters parameters, Map<String, String> provenance) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC = "dscnn.spec";
  private static final String LABELS = "dscnn.labels";
  private static final String WHAT = "a trained DS-CNN";

  public DsCnn {
    labels = List.copyOf(labels);
    provenance = Map.copyOf(provenance);
  }

  /**
   * The network that learning starts from.
   *
   * @param training the features to learn from, whose coefficients are brought to one scale
   * @param seed of its weights
   */
  public static DsCnn untrained(
      DsCnnSpec spec,
      List<String> labels,
      LabelledFeatures training,
      long seed,
      Map<String, String> provenance) {
    return new DsCnn(spec, labels, DsCnnInitializer.draw(spec, training, seed), provenance);
  }

  /** The same with other numbers. */
  public DsCnn with(Parameters others) {
    return new DsCnn(spec, labels, others, provenance);
  }

  /** The same with one more thing that it was made from. */
  public DsCnn madeFrom(String what, String value) {
    Map<String, String> more = new LinkedHashMap<>(provenance);
    more.put(what, value);
    return new DsCnn(spec, labels, parameters, more);
  }

  /** Writes it, whole or not at all. */
  public void write(Path file) throws IOException {
    Map<String, String> metadata = new TreeMap<>(provenance);
    metadata.put(SPEC, json(spec));
    metadata.put(LABELS, json(labels));
    Safetensors content = Safetensors.empty(metadata);
    parameters.asMap().forEach(content::put);
    content.write(file);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static DsCnn read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    DsCnnSpec spec = parsed(file, content.metadata().get(SPEC), DsCnnSpec.class);
    String[] labels = parsed(file, content.metadata().get(LABELS), String[].class);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter :
        Stream.concat(spec.learned().stream(), spec.measured().stream()).toList()) {
      if (!content.names().contains(parameter.name())) {
        throw new InputException(file, parameter.name(), "nothing", "a tensor");
      }
      Tensor tensor = content.tensor(parameter.name());
      if (!Arrays.equals(tensor.shape(), parameter.shape())) {
        throw new InputException(
            file,
            parameter.name(),
            Arrays.toString(tensor.shape()),
            Arrays.toString(parameter.shape()));
      }
      tensors.put(parameter.name(), tensor);
    }
    Map<String, String> provenance = new LinkedHashMap<>(content.metadata());
    provenance.keySet().removeAll(List.of(SPEC, LABELS));
    return new DsCnn(spec, Arrays.asList(labels), new Parameters(tensors), provenance);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T parsed(Path file, String text, Class<T> type) throws InputException {
    if (text == null) {
      throw new InputException(file, "no description of a DS-CNN in it", WHAT);
    }
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new InputException(file, "a description that cannot be read", WHAT).because(e);
    }
  }
}
