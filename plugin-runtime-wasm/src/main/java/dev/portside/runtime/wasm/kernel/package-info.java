/**
 * The memory that a host and an Extism guest exchange messages in.
 *
 * <p>{@link dev.portside.runtime.wasm.kernel.Kernel} keeps it and {@link
 * dev.portside.runtime.wasm.kernel.KernelFunctions} offers it to guests as the imports that Extism
 * defines.
 */
@NullMarked
package dev.portside.runtime.wasm.kernel;

import org.jspecify.annotations.NullMarked;
