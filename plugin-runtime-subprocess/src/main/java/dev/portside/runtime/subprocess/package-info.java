/**
 * Runs plugins as processes.
 *
 * <p>{@link dev.portside.runtime.subprocess.SubprocessRuntime} is the runtime and {@link
 * dev.portside.runtime.subprocess.SubprocessConfig} what a manifest, or a host, tells it. {@link
 * dev.portside.runtime.subprocess.Commands} answers on its own which command line a plugin has on a
 * platform.
 */
@NullMarked
package dev.portside.runtime.subprocess;

import org.jspecify.annotations.NullMarked;
