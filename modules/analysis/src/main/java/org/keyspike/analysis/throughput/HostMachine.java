package org.keyspike.analysis.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine that a measurement ran on.
 *
 * @param processor its name, or its architecture where the system does not tell
 * @param cores that Java may use
 * @param threads of engine-vector and of the native product
 * @param os name and version
 * @param java name and version of the virtual machine
 * @param vector whether there are SIMD kernels, how wide, or why not
 * @param djl configuration of engine-djl
 * @param clips of a batch, B
 * @param frames of a clip, T
 * @param denseProductSize n of the n × n product
 */
public record HostMachine(
    String processor,
    int cores,
    int threads,
    String os,
    String java,
    String vector,
    String djl,
    int clips,
    int frames,
    int denseProductSize) {

  static String processorName() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
