/**
 * What must be fast, measured by JMH. The engines side by side are the command {@code benchmark}.
 * From the top of the repository:
 *
 * <pre>
 * mvn -pl modules/benchmarks -am -DskipTests package
 * java --add-modules jdk.incubator.vector -cp "modules/benchmarks/target/classes:$(cat modules/benchmarks/target/classpath)" org.openjdk.jmh.Main FrontEnd
 * </pre>
 *
 * The first line also writes the class path of what the benchmarks depend on; in the second, a part
 * of a benchmark's name chooses it, and JMH's options follow ({@code -h} lists them; {@code -p
 * bands=80 -f 1} is quick).
 */
package org.keyspike.benchmarks;
