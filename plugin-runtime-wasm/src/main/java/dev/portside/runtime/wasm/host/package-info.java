/**
 * What a guest can import beside the kernel: Extism's host functions, WASI preview 1, and the
 * functions that the host registered.
 *
 * <p>{@link dev.portside.runtime.wasm.host.HostSettings} holds what is the same for all calls of a
 * plug-in, {@link dev.portside.runtime.wasm.host.CallScope} what one call brings, and {@link
 * dev.portside.runtime.wasm.host.GuestImports} links both to the imports of one instance.
 */
@NullMarked
package dev.portside.runtime.wasm.host;

import org.jspecify.annotations.NullMarked;
