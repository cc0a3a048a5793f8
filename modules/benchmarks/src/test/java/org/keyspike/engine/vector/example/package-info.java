/** A neuron and a learning rule of one's own, each in one file outside the engine's package. */
package org.keyspike.engine.vector.example;
