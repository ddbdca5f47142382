/** A host that embeds Portside. */
@NullMarked
package dev.portside.example.host;

import org.jspecify.annotations.NullMarked;
