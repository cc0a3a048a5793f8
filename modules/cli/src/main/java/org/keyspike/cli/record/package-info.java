/** The view of a recording session: what to say, and why it is asked for again. */
package org.keyspike.cli.record;
