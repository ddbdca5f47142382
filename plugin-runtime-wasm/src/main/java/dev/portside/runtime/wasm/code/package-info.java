/**
 * From the bytes of a module to code that runs: checked, compiled once, kept in memory and on disk.
 *
 * <p>{@link dev.portside.runtime.wasm.code.CodeCache} is the way in, {@link
 * dev.portside.runtime.wasm.code.Code} what comes out. Nothing here runs a module or knows what its
 * imports mean. Internal to the runtime.
 */
@NullMarked
package dev.portside.runtime.wasm.code;

import org.jspecify.annotations.NullMarked;
