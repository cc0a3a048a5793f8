package org.keyspike.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The machines that come along, each a resource {@code NAME.yaml} beside this class.
 *
 * <table>
 * <caption>Machines</caption>
 * <tr><th>name</th><th>lanes</th><th>clock</th><th>memory</th><th>for</th></tr>
 * <tr><td>reference</td><td>128</td><td>100 kHz</td><td>1108 KiB</td><td>any network of the recipes</td></tr>
 * <tr><td>paper-71uw</td><td>128</td><td>100 kHz</td><td>165 KiB</td><td>what the 71.2 µW paper says of its
 * chip</td></tr>
 * <tr><td>tiny</td><td>16</td><td>2 MHz</td><td>148 KiB</td><td>the fewest lanes</td></tr>
 * <tr><td>fpga</td><td>64</td><td>25 MHz</td><td>740 KiB</td><td>block RAMs that take a cycle</td></tr>
 * <tr><td>ice40up5k</td><td>1</td><td>6 MHz</td><td>135 KiB</td><td>a Lattice iCE40UP5K</td></tr>
 * </table>
 */
public final class Presets {
  /** Their names, the reference machine first. */
  public static final List<String> NAMES =
      List.of("reference", "paper-71uw", "tiny", "fpga", "ice40up5k");

  private Presets() {}

  /** All of them, in the order of their names. */
  public static List<Architecture> all() {
    return NAMES.stream().map(Presets::of).toList();
  }

  /**
   * One of them.
   *
   * @param name one of {@link #NAMES}
   * @throws IllegalArgumentException if it is none
   */
  public static Architecture of(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "machine: found " + name + ", expected one of " + String.join(", ", NAMES));
    }
    String resource = name + ".yaml";
    try (InputStream in = Presets.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ArchitectureFile.parse(text, resource).machine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
