package org.keyspike.engine.vector;

/**
 * The Vector API as it is found at run time. It is looked up by name: where the module is not in
 * the boot layer no class that needs it may be loaded.
 */
final class VectorModule {
  /** Fully qualified, as {@code --add-modules} wants it. */
  static final String NAME = "jdk.incubator.vector";

  /**
   * The system property that sets the width of SIMD kernels, for tests: 128, 256 or 512. Widths
   * that the processor lacks are emulated, very slowly.
   */
  static final String BITS = "keyspike.vectorBits";

  /**
   * The system property that sets the kernels of an engine that is opened without naming any, for
   * tests: {@code scalar} where Java's second compiler is left out, without which vectors are
   * objects.
   */
  static final String KERNELS = "keyspike.kernels";

  /** The narrowest vectors that are worth it: four floats. */
  private static final int NARROWEST_BITS = 128;

  private static final Availability AVAILABILITY = look();

  private VectorModule() {}

  static Availability availability() {
    return AVAILABILITY;
  }

  private static Availability look() {
    String java = "Java " + Runtime.version().feature();
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      return new Availability(
          false,
          java + " was started without the module " + NAME,
          "start it with --add-modules " + NAME + ", as scripts/keyspike does");
    }
    String mode = System.getProperty("java.vm.info", "");
    if (mode.contains("interpreted")) {
      return new Availability(
          false,
          java + " interprets and does not compile (" + mode + ")",
          "start it without -Xint");
    }
    int bits = preferredBits();
    if (bits < NARROWEST_BITS) {
      return new Availability(
          false,
          java + " prefers vectors of " + bits + " bits on this processor",
          "use a processor, or options of Java, with vectors of "
              + NARROWEST_BITS
              + " bits or more");
    }
    return new Availability(true, java + " with vectors of " + bits + " bits", "");
  }

  /** Bits of the widest float vector that Java uses on this processor. */
  static int preferredBits() {
    try {
      Object species = Class.forName(NAME + ".FloatVector").getField("SPECIES_PREFERRED").get(null);
      return (int)
          Class.forName(NAME + ".VectorSpecies").getMethod("vectorBitSize").invoke(species);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the module " + NAME + " of this Java is another one", e);
    }
  }

  /** The SIMD kernels, to be asked for only where they are available. */
  static RowKernels kernels() {
    try {
      return (RowKernels)
          Class.forName(VectorModule.class.getPackageName() + ".SimdKernels")
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("SimdKernels is part of this module", e);
    }
  }
}
