/**
 * The {@code portside} command.
 *
 * <p>{@link dev.portside.cli.Main} takes the plainest {@code run} by hand and leaves all else to
 * picocli; both end in the same classes. What {@code Main}, {@code RunPlugin}, {@code Session} and
 * {@code PluginSearch} load and link is the start-up time of every plugin, so these four, and what
 * they call, keep to plain loops, without lambdas, streams, regular expressions and formats.
 */
@NullMarked
package dev.portside.cli;

import org.jspecify.annotations.NullMarked;
