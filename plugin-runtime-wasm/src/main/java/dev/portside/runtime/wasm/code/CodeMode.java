package dev.portside.runtime.wasm.code;

/** How the functions of a module are run. Results are the same, speed and start are not. */
public enum CodeMode {
  /**
   * As JVM bytecode. A function beyond the 64 KB that a JVM method may have is interpreted, and so
   * is a whole module that is beyond the compiler's bounds.
   */
  COMPILED,

  /** By the interpreter: slower by a factor of 50 to 100, ready without compiling. */
  INTERPRETED
}
