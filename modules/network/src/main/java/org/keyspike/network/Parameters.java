package org.keyspike.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Named float tensors in a fixed order. Gradients, optimiser moments and masks have the same form,
 * so that everything that walks over parameters is written once.
 */
public final class Parameters {
  private final Map<String, Tensor> tensors;

  public Parameters(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  public Set<String> names() {
    return tensors.keySet();
  }

  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The tensor of a name.
   *
   * @throws NoSuchElementException if there is none
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new NoSuchElementException("no parameter " + name + " among " + tensors.keySet());
    }
    return tensor;
  }

  /** The values of a name, shared with this object. */
  public float[] data(String name) {
    return get(name).data();
  }

  public Map<String, Tensor> asMap() {
    return tensors;
  }

  /** A deep copy. */
  public Parameters copy() {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
    return new Parameters(copies);
  }

  /** These tensors with one replaced or added; the others are shared. */
  public Parameters with(String name, Tensor tensor) {
    Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
    changed.put(name, tensor);
    return new Parameters(changed);
  }

  /** Zeros of the same names and shapes. */
  public Parameters zerosLike() {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> zeros.put(name, Tensor.zeros(tensor.shape())));
    return new Parameters(zeros);
  }

  /** The number of values in all tensors. */
  public long size() {
    return tensors.values().stream().mapToLong(tensor -> tensor.data().length).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters that && tensors.equals(that.tensors);
  }

  @Override
  public int hashCode() {
    return tensors.hashCode();
  }

  @Override
  public String toString() {
    return tensors.values().toString();
  }
}
