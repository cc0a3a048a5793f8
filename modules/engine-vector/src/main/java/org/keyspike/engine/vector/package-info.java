/**
 * Event-driven gradients on the CPU: row-sparse kernels on plain float arrays, SIMD with a scalar
 * fallback that gives the same gradients up to float rounding.
 *
 * <p>Only the classes {@code Simd…} know the Vector API, an incubator module: they are compiled
 * apart and reached by name once {@link org.keyspike.engine.vector.VectorEngine#availability} has
 * said that the module is there.
 */
package org.keyspike.engine.vector;
