/** What the packages of this module share, and nobody else sees. */
@NullMarked
package dev.portside.packaging.io;

import org.jspecify.annotations.NullMarked;
