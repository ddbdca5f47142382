package dev.portside.runtime.wasm.guest;

import org.jspecify.annotations.Nullable;

/**
 * What an entry came back with.
 *
 * @param code its first result, 0 if it has none
 * @param output the answer; not to be changed
 * @param error the text that the guest set as its error, or null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Answer(int code, byte[] output, @Nullable String error) {}
