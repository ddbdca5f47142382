/**
 * The rules of {@code docs/architecture.md} as tests over the classes of every module. Each rule is
 * proven by classes below {@code fixture} that break it.
 */
@NullMarked
package dev.portside.architecture;

import org.jspecify.annotations.NullMarked;
