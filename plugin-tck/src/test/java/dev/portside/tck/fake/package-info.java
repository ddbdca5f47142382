/** Strangers to the kit: correct implementations of the ports, and the ways to break them. */
@NullMarked
package dev.portside.tck.fake;

import org.jspecify.annotations.NullMarked;
