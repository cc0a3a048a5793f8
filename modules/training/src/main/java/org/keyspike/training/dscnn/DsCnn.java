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
  static final String SPEC = "dscnn.spec";
  static final String LABELS = "dscnn.labels";
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
    DsCnnSpec spec = spec(file, content);
    List<String> labels = labels(file, content, spec);
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
    return new DsCnn(spec, labels, new Parameters(tensors), provenance);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the network in a file is. */
  static DsCnnSpec spec(Path file, Safetensors content) throws InputException {
    return parsed(file, content.metadata().get(SPEC), DsCnnSpec.class);
  }

  /** The names of its classes, one for each. */
  static List<String> labels(Path file, Safetensors content, DsCnnSpec spec) throws InputException {
    String text = content.metadata().get(LABELS);
    List<String> labels = Arrays.asList(parsed(file, text, String[].class));
    if (labels.size() != spec.classes() || labels.contains(null)) {
      throw new InputException(file, LABELS, text, spec.classes() + " names");
    }
    return labels;
  }

  private static <T> T parsed(Path file, String text, Class<T> type) throws InputException {
    try {
      T value = text == null ? null : JSON.readValue(text, type);
      if (value == null) {
        throw new InputException(file, "no description of a DS-CNN in it", WHAT);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InputException(file, "a description that cannot be read", WHAT).because(e);
    }
  }
}
