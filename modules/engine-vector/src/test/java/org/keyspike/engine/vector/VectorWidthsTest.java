package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The properties of {@link KernelsTest} at every width of vectors, whatever the processor prefers:
 * this package is loaded again for each width. Few tries, because widths that the processor lacks
 * are emulated.
 */
@Tag("slow")
class VectorWidthsTest {
  private static final int TRIES = 3;

  /** Loads the classes of this package itself and leaves all others to the usual loader. */
  private static final class Again extends ClassLoader {
    private static final String PACKAGE = VectorWidthsTest.class.getPackageName() + ".";

    Again() {
      super(VectorWidthsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith(PACKAGE)) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void kernels(int bits) throws ReflectiveOperationException {
    Availability availability = VectorEngine.availability();
    assumeTrue(availability.simd(), "no SIMD: " + availability.reason());
    System.setProperty(VectorModule.BITS, Integer.toString(bits));
    try {
      Class<?> tests = new Again().loadClass(KernelsTest.class.getName());
      Method lanes = tests.getDeclaredMethod("lanes");
      lanes.setAccessible(true);
      assertEquals(bits / Float.SIZE, lanes.invoke(null));
      int properties = 0;
      for (Method property : tests.getDeclaredMethods()) {
        if (property.isAnnotationPresent(Property.class)) {
          property.setAccessible(true);
          var made = tests.getDeclaredConstructor();
          made.setAccessible(true);
          for (long seed = 1; seed <= TRIES; seed++) {
            property.invoke(made.newInstance(), seed);
          }
          properties++;
        }
      }
      assertTrue(properties > 9, "properties found: " + properties);
    } finally {
      System.clearProperty(VectorModule.BITS);
    }
  }
}
