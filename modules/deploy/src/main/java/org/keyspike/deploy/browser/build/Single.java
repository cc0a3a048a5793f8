package org.keyspike.deploy.browser.build;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;

/** Rounding, in a class of its own, as calls into JavaScript are looked for first. */
final class Single {
  private Single() {}

  /** What may be more exact than a float, rounded to the nearest. */
  static float of(float value) {
    return ScriptMath.fround(value);
  }

  /** The object Math of JavaScript. */
  @JSClass(name = "Math")
  private static final class ScriptMath implements JSObject {
    private ScriptMath() {}

    static native float fround(float value);
  }
}
