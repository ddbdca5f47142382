package dev.portside.tck.fake;

import java.util.function.Supplier;

/** A way to break one rule, and what the failure must say of the cause. */
record Broken(Supplier<Faults> faults, String says) {}
