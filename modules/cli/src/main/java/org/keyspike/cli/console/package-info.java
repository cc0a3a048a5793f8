/**
 * The console of a command: answers on standard output, notes and progress on standard error, and
 * an exit code.
 */
package org.keyspike.cli.console;
