/**
 * One instance of a module with all that it needs, and how a fresh one is made quickly: from the
 * state that the module was in after it had initialised itself.
 *
 * <p>{@link dev.portside.runtime.wasm.guest.GuestFactory} is the entrance. Internal to the module.
 */
@NullMarked
package dev.portside.runtime.wasm.guest;

import org.jspecify.annotations.NullMarked;
