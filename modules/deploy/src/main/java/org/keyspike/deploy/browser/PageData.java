package org.keyspike.deploy.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerReadout;

/**
 * What the script of a page is told.
 *
 * @param classes names, (K)
 * @param thresholds of each, Q15; 0 for one that is never detected
 * @param smoothing answers that are averaged
 * @param refractory frames after a detection in which there is no other
 * @param window T, frames that an answer is about
 * @param rows what is drawn: bands, encoder channels and neurons of each layer
 * @param largest sums of outputs of a frame, of the encoder and of each layer
 * @param tests that the page can make
 * @param image the file
 */
record PageData(
    List<String> classes,
    int[] thresholds,
    int smoothing,
    int refractory,
    int window,
    List<Integer> rows,
    List<Integer> largest,
    List<PageTest> tests,
    byte[] image) {

  static PageData of(WeightImage image, Optional<KnownAnswers> answers) {
    IntegerDetectorSettings detector = image.detector().orElseThrow();
    int bands = image.features().bands();
    boolean encoded = image.model().channels() > bands;
    List<Integer> rows = new ArrayList<>(List.of(bands, encoded ? image.model().channels() : 0));
    List<Integer> largest = new ArrayList<>(List.of(1));
    image.model().layers().forEach(layer -> rows.add(layer.neurons()));
    image
        .model()
        .layers()
        .forEach(layer -> largest.add(layer.code().largest() * image.timeSteps()));
    return new PageData(
        image.classes(),
        detector.thresholds().values(),
        detector.smoothing(),
        detector.refractoryFrames(),
        ((IntegerReadout.Keyword) image.model().readout()).frames(),
        rows,
        largest,
        PageTest.of(image, answers),
        ImageWriter.bytes(image));
  }
}
