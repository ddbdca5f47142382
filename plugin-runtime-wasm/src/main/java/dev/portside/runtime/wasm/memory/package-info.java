/**
 * The linear memory of a guest: a flat array that is bounded before it is allocated and can be put
 * back into an earlier state.
 *
 * <p>{@link dev.portside.runtime.wasm.memory.FlatMemory} is the memory, {@link
 * dev.portside.runtime.wasm.memory.MemoryImage} a state to start from or to return to, and {@link
 * dev.portside.runtime.wasm.memory.MemoryBudget} what all guests of a runtime may use together.
 */
@NullMarked
package dev.portside.runtime.wasm.memory;

import org.jspecify.annotations.NullMarked;
