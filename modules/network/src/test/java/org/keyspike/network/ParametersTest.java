package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.network.ParameterSpec.Role;

/** Named tensors and what a spec says of them. */
class ParametersTest {
  private final Parameters parameters =
      new Parameters(
          Map.of(
              "w", new Tensor(new int[] {2, 2}, new float[] {1, 2, 3, 4}),
              "b", new Tensor(new int[] {2}, new float[] {5, 6})));

  @Test
  void aCopySharesNothing() {
    Parameters copy = parameters.copy();
    assertEquals(parameters, copy);
    copy.data("w")[0] = 9;
    assertEquals(1, parameters.data("w")[0]);
    assertNotEquals(parameters, copy);
    assertEquals(6, parameters.size());
  }

  @Test
  void zerosHaveTheSameNamesAndShapes() {
    Parameters zeros = parameters.zerosLike();
    assertEquals(parameters.names(), zeros.names());
    assertArrayEquals(new int[] {2, 2}, zeros.get("w").shape());
    assertArrayEquals(new float[4], zeros.data("w"));
  }

  @Test
  void rolesSayWhatIsAMatrixAndWhatIsLearned() {
    for (Role role : Role.values()) {
      assertEquals(EnumSet.of(Role.WEIGHT, Role.RECURRENT).contains(role), role.matrix());
      assertEquals(
          !EnumSet.of(Role.RUNNING_MEAN, Role.RUNNING_VARIANCE, Role.FIXED_STEP, Role.SCALE)
              .contains(role),
          role.learned());
    }
  }

  @Test
  void specsAreEqualByContent() {
    ParameterSpec spec = new ParameterSpec("w", Role.WEIGHT, 2, 3);
    assertEquals(spec, new ParameterSpec("w", Role.WEIGHT, 2, 3));
    assertEquals(spec.hashCode(), new ParameterSpec("w", Role.WEIGHT, 2, 3).hashCode());
    for (ParameterSpec other :
        List.of(
            new ParameterSpec("u", Role.WEIGHT, 2, 3),
            new ParameterSpec("w", Role.RECURRENT, 2, 3),
            new ParameterSpec("w", Role.WEIGHT, new Range(0, 1), 2, 3),
            new ParameterSpec("w", Role.WEIGHT, 3, 2))) {
      assertNotEquals(spec, other);
    }
    assertFalse(spec.equals(null));
  }

  @Test
  void encodersAndFormatsAnswerByHand() {
    assertEquals(10, new EncoderSpec.StepForward().channels(5));
    assertEquals(
        List.of(new ParameterSpec(Names.RHO, Role.FIXED_STEP, 1)),
        new EncoderSpec.StepForward().parameters(5));
    NumberFormat format =
        new NumberFormat(
            4,
            8,
            List.of(new NumberFormat.LayerFormat(6, 3, 3)),
            new NumberFormat.ReadoutFormat(5, 2, 4));
    assertEquals(7, format.weightMax());
    assertEquals(8, format.weightMagnitude());
    assertEquals(127, format.membraneMax());
    assertEquals(7, format.readout().logitFraction());
    assertEquals(0.25f, new Range(0.25, 1).clamp(-3));
    assertEquals(1, new Range(0.25, 1).clamp(3));
    assertEquals(0.5f, new Range(0.25, 1).clamp(0.5f));
    assertTrue(new KeptIndices(1, 2, List.of(0, 1)).whole());
    assertFalse(new KeptIndices(1, 3, List.of(0, 1)).whole());
  }

  /** The edge of a boxcar belongs to it, on both sides. */
  @Test
  void edgesOfSurrogatesAndNamesOfNeurons() {
    Surrogate boxcar = new Surrogate(Surrogate.Shape.BOXCAR, 2);
    assertEquals(1, boxcar.derivative(0.5f));
    assertEquals(1, boxcar.derivative(-0.5f));
    assertEquals(0, boxcar.derivative(0.5001f));
    for (String name : List.of("lif", "rlif", "adlif", "radlif")) {
      assertEquals(name, Neuron.named(name).name());
    }
  }
}
