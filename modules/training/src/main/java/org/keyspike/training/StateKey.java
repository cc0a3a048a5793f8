package org.keyspike.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.io.Hashes;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/** The hash that tells whether a {@link TrainingState} belongs to a training. */
final class StateKey {
  private StateKey() {}

  /**
   * What decides the result: the start, the settings, the engine and its configuration. The
   * settings' own optimiser is in their text already; another one is named beside it.
   */
  static String of(
      TrainingTask task,
      TrainingSettings settings,
      GradientEngine engine,
      Optimizer optimiser,
      Optional<CycleCost> machine) {
    MessageDigest digest = Hashes.sha256();
    String words =
        String.join(
            "\n",
            task.stage(),
            settings.toString(),
            engine.name(),
            engine.configuration(),
            task.encoder().toString(),
            Boolean.toString(task.holdZeros()),
            Long.toString(task.seed()),
            task.start().spec().toString(),
            task.start().kept().toString(),
            Integer.toString(task.training().clips()),
            Integer.toString(task.validation().size()));
    update(digest, words);
    if (!optimiser.equals(new AdamW(settings.descent().weightDecay()))) {
      update(digest, "\n" + optimiser);
    }
    if (IntStream.range(0, task.validation().size())
        .anyMatch(clip -> task.validation().speaker(clip).isPresent())) {
      // The best epoch of a state is then the best by speaker.
      update(digest, "\nby speaker");
    }
    if (task.start().spec().layers().stream().anyMatch(LayerSpec::delayed)) {
      update(digest, "\n" + task.delays());
    }
    if (ThresholdQuantiles.concern(task.start().spec(), task.sparsity())) {
      update(digest, "\nsparsity " + task.sparsity());
    }
    machine.ifPresent(cost -> update(digest, "\n" + cost));
    update(digest, task.start().parameters());
    task.distillation()
        .ifPresent(
            distillation -> {
              update(digest, distillation.weight() + " " + distillation.temperature());
              update(digest, "\n" + distillation.teacher().identity());
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of words and the numbers of a network. */
  static String of(String words, Parameters parameters) {
    MessageDigest digest = Hashes.sha256();
    update(digest, words);
    update(digest, parameters);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void update(MessageDigest digest, Parameters parameters) {
    for (Tensor tensor : parameters.asMap().values()) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.data().length);
      bytes.asFloatBuffer().put(tensor.data());
      // What was put through the view has not moved this one's position.
      digest.update(bytes);
    }
  }
}
