package org.keyspike.deploy.c99;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;

/**
 * Where the inputs of layers with delays wait: planes of bits, one for each binary digit of an
 * input, for each frame of a ring and each step.
 *
 * @param places of each layer; null for one without delays
 * @param words of 32 bits in all
 */
record DelayPlaces(List<Place> places, int words) {
  /**
   * @param first word of the layer
   * @param frames of its ring, the longest delay and one
   * @param planes binary digits of an input
   */
  record Place(int first, int frames, int planes) {}

  static DelayPlaces of(IntegerModel model) {
    List<Place> places = new ArrayList<>();
    int words = 0;
    int largest = model.encoder() instanceof IntegerEncoder.Direct ? 255 : 1;
    for (IntegerLayer layer : model.layers()) {
      if (layer.delays().isEmpty()) {
        places.add(null);
      } else {
        int planes = Integer.SIZE - Integer.numberOfLeadingZeros(largest);
        int lines = places.isEmpty() ? 1 : model.timeSteps();
        places.add(new Place(words, layer.mostDelay() + 1, planes));
        words += lines * (layer.mostDelay() + 1) * planes * ((layer.inputs() + 31) / 32);
      }
      largest = layer.code().largest();
    }
    return new DelayPlaces(places, words);
  }
}
