/**
 * The code of the how-to pages: a neuron, a learning rule, an engine and a data set, each added
 * without a change to any other file. They are found by {@link java.util.ServiceLoader} wherever
 * this module is on the class path; the commands do not have it there.
 */
package org.keyspike.tutorials.howto;
