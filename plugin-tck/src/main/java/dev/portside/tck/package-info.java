/**
 * The contract of the ports, ready to be run. {@link dev.portside.tck.RuntimeTck} is for authors of
 * runtimes and {@link dev.portside.tck.PluginTypeTck} for authors of plugin types; {@link
 * dev.portside.tck.ManifestReaderTck} and {@link dev.portside.tck.PluginVerifierTck} are for those
 * of format and signing adapters.
 *
 * <p>Each rule is a test with an id and a sentence. What a vendor opts out of is reported as
 * skipped, with the reason. No rule sleeps, and none waits for longer than the vendor's {@code
 * patience()}.
 */
@NullMarked
package dev.portside.tck;

import org.jspecify.annotations.NullMarked;
