/** The examples of this module's README: a neuron and a learning rule, each in one file. */
package org.keyspike.engine.djl.example;
