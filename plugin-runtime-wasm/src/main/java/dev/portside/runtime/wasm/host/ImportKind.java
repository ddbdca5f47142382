package dev.portside.runtime.wasm.host;

/**
 * What an imported function tells a guest, or does for it: the ground on which a snapshot of an
 * initialised guest may be shared.
 */
public enum ImportKind {
  /** The kernel: nothing from outside the instance, but the kernel's own blocks change. */
  KERNEL,

  /** Preopened directories, arguments and the shape of the standard streams. */
  LAYOUT,

  /** The variables of the call. */
  ENVIRONMENT,

  /** The clock or random numbers: different at each call. */
  VOLATILE,

  /** Anything else: configuration, vars, log, HTTP, files, streams, functions of the host. */
  OTHER
}
