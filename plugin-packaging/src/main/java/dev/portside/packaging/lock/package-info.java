/**
 * What was installed, as {@code plugins.lock} records it, and the check that loads nothing else:
 * {@link dev.portside.packaging.lock.LockCheck}.
 */
@NullMarked
package dev.portside.packaging.lock;

import org.jspecify.annotations.NullMarked;
