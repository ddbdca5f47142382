/**
 * What loading and calling a plugin costs: benchmarks for JMH, and a command that measures beside
 * something else. {@code benchmarks/README.md} tells how to run them and what to expect.
 */
@NullMarked
package dev.portside.benchmarks;

import org.jspecify.annotations.NullMarked;
