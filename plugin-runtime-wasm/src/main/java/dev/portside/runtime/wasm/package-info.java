/**
 * Runs plugins that are Extism modules.
 *
 * <p>{@code WasmRuntime} is the runtime and {@link dev.portside.runtime.wasm.WasmConfig} what a
 * manifest, or a host, tells it about one plugin.
 */
@NullMarked
package dev.portside.runtime.wasm;

import org.jspecify.annotations.NullMarked;
