package org.keyspike.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.keyspike.io.Version;

/**
 * The environment that a run ran in.
 *
 * @param keyspike version of this program
 * @param java version of Java
 * @param vm name and version of the virtual machine
 * @param os name and version of the operating system
 * @param architecture of the processor
 * @param cores that Java may use
 * @param heapBytes the largest heap
 */
record Environment(
    String keyspike,
    String java,
    String vm,
    String os,
    String architecture,
    int cores,
    long heapBytes) {

  static Environment now() {
    return new Environment(
        Version.TEXT,
        System.getProperty("java.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory());
  }

  byte[] json() {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
