package dev.portside.runtime.wasm;

/** The type of a parameter or result of a {@link HostFunction}. */
public enum ValueType {
  /** An integer of 32 bits; a Java {@code int}, which the guest may read without a sign. */
  I32,

  /** An integer of 64 bits; a Java {@code long}, which the guest may read without a sign. */
  I64,

  /** A floating point number of 32 bits. */
  F32,

  /** A floating point number of 64 bits. */
  F64,

  /**
   * A block of memory that guest and host share, Extism's {@code PTR}: 64 bits in Wasm; 0 stands
   * for no block, which is what an empty one becomes.
   */
  POINTER
}
