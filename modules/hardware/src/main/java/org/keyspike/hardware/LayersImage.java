package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.List;

/**
 * The layers of an image, first to last.
 *
 * @param layers at least one
 */
public record LayersImage(List<LayerImage> layers) implements BackboneImage {
  public LayersImage {
    layers = List.copyOf(layers);
  }

  @Override
  public List<PackedMatrix> matrices() {
    List<PackedMatrix> all = new ArrayList<>();
    for (LayerImage layer : layers) {
      all.add(layer.weight());
      layer.recurrent().ifPresent(all::add);
    }
    return all;
  }

  @Override
  public int maps() {
    return layers.size();
  }

  @Override
  public List<Integer> sizes() {
    return layers.stream().map(LayerImage::neurons).toList();
  }

  @Override
  public int since() {
    return layers.stream().mapToInt(LayerImage::since).max().orElse(ImageFormat.WHOLE_SINCE);
  }
}
