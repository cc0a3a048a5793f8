/** An image as a folder of C99, for microcontrollers and whatever else has a C compiler. */
package org.keyspike.deploy.c99;
