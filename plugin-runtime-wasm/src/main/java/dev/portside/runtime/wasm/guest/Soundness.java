package dev.portside.runtime.wasm.guest;

import dev.portside.runtime.wasm.host.ImportKind;
import java.util.Set;

/**
 * Whether a state may serve other calls than the one it was taken in: it may if all that the module
 * has asked of its host until then would be answered in the same way again.
 */
enum Soundness {
  /** Nothing was asked, or only what is the same for all calls of a plugin. */
  ALWAYS,

  /** The answers depend on the variables of the call. */
  SAME_ENVIRONMENT,

  /** The answers were of that moment, or the questions had an effect. */
  NEVER;

  /**
   * Judges a state by the imports that were called on the way to it.
   *
   * @param used their kinds
   * @param frozenClock whether the host accepts that clock and random numbers of that moment are
   *     seen again
   */
  static Soundness of(Set<ImportKind> used, boolean frozenClock) {
    Soundness worst = ALWAYS;
    for (ImportKind kind : used) {
      Soundness one = of(kind, frozenClock);
      worst = one.compareTo(worst) > 0 ? one : worst;
    }
    return worst;
  }

  private static Soundness of(ImportKind kind, boolean frozenClock) {
    return switch (kind) {
      case LAYOUT -> ALWAYS;
      case ENVIRONMENT -> SAME_ENVIRONMENT;
      case VOLATILE -> frozenClock ? ALWAYS : NEVER;
      // The blocks of the kernel are not in a snapshot, and the rest is not ours to repeat.
      case KERNEL, OTHER -> NEVER;
    };
  }
}
