package org.keyspike.deploy.c99;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEndTables;
import org.keyspike.audio.PcenTable;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.DetectorTable;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.network.KeptIndices;

/** {@code ks_image.c}: the numbers of an image as constant arrays. */
final class ImageSource {
  private final WeightImage image;
  private final IntegerModel model;
  private final IntegerReadout.Keyword readout;
  private final CText text = new CText();

  private ImageSource(WeightImage image) {
    this.image = image;
    model = image.model();
    readout = (IntegerReadout.Keyword) model.readout();
  }

  static String of(WeightImage image) {
    return new ImageSource(image).write();
  }

  private String write() {
    text.line("/* The numbers of the image. Written by keyspike export. */");
    text.line("#include \"ks_state.h\"").line("");
    frontEnd();
    encoder();
    boolean thresholds = model.layers().stream().anyMatch(layer -> !Uniform.is(layer.threshold()));
    for (int l = 0; l < model.layers().size(); l++) {
      arrays(l, thresholds);
    }
    layers(thresholds);
    readout();
    detector();
    return text.toString();
  }

  private void frontEnd() {
    FrontEndTables tables = FrontEndTables.of(image.frontEnd().bands());
    text.array("const uint16_t ks_hann[KS_WINDOW_SAMPLES]", tables.window());
    // From minus a right angle to a half turn.
    int turn = tables.cos().length;
    int[] cosine = new int[turn * 3 / 4 + 1];
    Arrays.setAll(cosine, i -> tables.cos()[(i + turn * 3 / 4) % turn]);
    text.array("const int16_t ks_cosine[KS_POINTS * 3 / 2 + 1]", cosine);
    // The last one, 2^16, is 0 modulo 2^16.
    text.array(
        "const uint16_t ks_log2[129]",
        Arrays.stream(tables.log2()).map(value -> value & 0xFFFF).toArray());
    image
        .frontEnd()
        .normalized()
        .ifPresent(pcen -> text.array("const uint16_t ks_compression[257]", PcenTable.of(pcen)));
    Segments segments = Segments.of(tables.bands());
    text.array("const uint16_t ks_segment_bins[KS_ALL_BANDS + 1]", ints(segments.bins()));
    text.array("const uint16_t ks_rising[]", ints(segments.rising()));
    KeptIndices kept = image.kept(KeptIndices.BANDS);
    if (!kept.whole()) {
      int[] flags = new int[kept.original()];
      kept.indices().forEach(band -> flags[band] = 1);
      text.array("const uint8_t ks_band_kept[KS_ALL_BANDS]", flags);
    }
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(value -> value).toArray();
  }

  private void encoder() {
    Optional<IntegerVector> coarse = Optional.empty();
    Optional<IntegerVector> fine = Optional.empty();
    if (model.encoder() instanceof IntegerEncoder.Residual residual) {
      coarse = Optional.of(residual.coarseSteps());
      fine = Optional.of(residual.fineSteps());
    } else if (model.encoder() instanceof IntegerEncoder.StepForward forward) {
      coarse = Optional.of(forward.coarseSteps());
      fine = coarse;
    }
    if (coarse.isPresent() && !(Uniform.is(coarse.get()) && Uniform.is(fine.get()))) {
      text.array("const int16_t ks_coarse_steps[KS_BANDS]", coarse.get().values());
      text.array("const int16_t ks_fine_steps[KS_BANDS]", fine.get().values());
    }
  }

  private void arrays(int l, boolean thresholds) {
    IntegerLayer layer = model.layers().get(l);
    matrix(name(l, "weight"), layer.weight());
    layer.recurrent().ifPresent(matrix -> matrix(name(l, "recurrent"), matrix));
    vector("int16_t", name(l, "bias"), layer.bias());
    vector("uint8_t", name(l, "leak"), layer.leak());
    if (thresholds) {
      vector("int16_t", name(l, "threshold"), layer.threshold());
    }
    if (layer.adaptation().isPresent()) {
      IntegerAdaptation adaptation = layer.adaptation().get();
      vector("uint8_t", name(l, "adaptation_leak"), adaptation.leak());
      vector("int8_t", name(l, "coupling"), adaptation.coupling());
      vector("int16_t", name(l, "jump"), adaptation.jump());
    }
    layer.delays().ifPresent(delays -> vector("uint8_t", name(l, "delay"), delays));
  }

  private void layers(boolean thresholds) {
    DelayPlaces delays = DelayPlaces.of(model);
    boolean codes =
        model.layers().stream().anyMatch(layer -> !(layer.code() instanceof IntegerCode.Spikes));
    text.line("const struct ks_layer ks_layers[KS_LAYERS] = {");
    int first = 0;
    for (int l = 0; l < model.layers().size(); l++) {
      IntegerLayer layer = model.layers().get(l);
      text.line("    {");
      text.line(field("weight", matrixInitializer(name(l, "weight"), layer.weight())));
      if (layer.recurrent().isPresent()) {
        IntegerMatrix matrix = layer.recurrent().get();
        text.line(field("recurrent", matrixInitializer(name(l, "recurrent"), matrix)));
      }
      text.line(field("bias", name(l, "bias")));
      text.line(field("leak", name(l, "leak")));
      text.line(
          field("threshold", thresholds ? name(l, "threshold") : "" + layer.threshold().get(0)));
      if (layer.adaptation().isPresent()) {
        for (String name : List.of("adaptation_leak", "coupling", "jump")) {
          text.line(field(name, name(l, name)));
        }
      }
      if (delays.places().get(l) != null) {
        DelayPlaces.Place place = delays.places().get(l);
        text.line(field("delay", name(l, "delay")));
        text.line(field("due", place.first()));
        text.line(field("frames", place.frames()));
        text.line(field("planes", place.planes()));
      }
      text.line(field("first", first));
      text.line(field("shift_weight", layer.shiftWeight()));
      text.line(field("shift_recurrent", layer.shiftRecurrent()));
      if (codes) {
        code(layer.code());
      }
      if (layer.code().resetsToZero()) {
        text.line(field("zero", 1));
      }
      text.line("    },");
      first += layer.neurons();
    }
    text.line("};");
  }

  private void code(IntegerCode code) {
    String kind = "KS_SPIKES";
    int shift = 0;
    if (code instanceof IntegerCode.PowersOfTwo powers) {
      kind = "KS_POWERS_OF_TWO";
      shift = powers.levels() - 1;
    } else if (code instanceof IntegerCode.Graded graded) {
      kind = "KS_GRADED";
      shift = graded.shift();
    }
    text.line(field("code", kind));
    text.line(field("largest", code.largest()));
    text.line(field("shift", shift));
  }

  private void readout() {
    matrix("hidden_words", readout.hiddenWeight());
    matrix("output_words", readout.outputWeight());
    text.line(
        "const struct ks_matrix ks_hidden_weight = "
            + matrixInitializer("hidden_words", readout.hiddenWeight())
            + ";");
    text.array("const int16_t ks_hidden_bias[KS_HIDDEN]", readout.hiddenBias().values());
    text.line(
        "const struct ks_matrix ks_output_weight = "
            + matrixInitializer("output_words", readout.outputWeight())
            + ";");
    text.array("const int16_t ks_output_bias[KS_CLASSES]", readout.outputBias().values());
  }

  private void detector() {
    int[] thresholds = image.detector().orElseThrow().thresholds().values();
    text.array("const uint16_t ks_thresholds[KS_CLASSES]", thresholds);
    text.array("const uint16_t ks_powers[65]", DetectorTable.powers());
    text.line("const char *const ks_words[KS_CLASSES] = {");
    image.classes().forEach(name -> text.line("    " + CText.quoted(name) + ","));
    text.line("};");
  }

  private void matrix(String name, IntegerMatrix matrix) {
    int[] words = Words.of(matrix, model.weightBits());
    text.words("static const uint32_t " + name + "[" + words.length + "]", words);
  }

  private void vector(String type, String name, IntegerVector vector) {
    text.array("static const " + type + " " + name + "[" + vector.size() + "]", vector.values());
  }

  private static String matrixInitializer(String words, IntegerMatrix matrix) {
    return "{" + words + ", " + matrix.rows() + ", " + matrix.columns() + "}";
  }

  private static String field(String name, Object value) {
    return "        ." + name + " = " + value + ",";
  }

  /** Counted from 1, as layers are everywhere. */
  private static String name(int l, String what) {
    return "layer" + (l + 1) + "_" + what;
  }
}
