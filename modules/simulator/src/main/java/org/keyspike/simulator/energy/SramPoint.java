package org.keyspike.simulator.energy;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A memory of one size, 64 bits wide.
 *
 * @param kilobytes of 1024 bytes
 * @param readPicojoules of a 64-bit read
 * @param leakageMilliwatts while it holds its content
 * @param kind how they are known
 * @param node of the technology
 * @param source where they stand
 */
public record SramPoint(
    @JsonProperty(required = true) double kilobytes,
    @JsonProperty(required = true) double readPicojoules,
    @JsonProperty(required = true) double leakageMilliwatts,
    @JsonProperty(required = true) Kind kind,
    @JsonProperty(required = true) String node,
    @JsonProperty(required = true) String source) {}
