/**
 * What a host needs to find, load and call plugins: begin with {@link
 * dev.portside.api.host.PluginManager} and {@link dev.portside.api.host.Plugins}.
 */
@NullMarked
package dev.portside.api.host;

import org.jspecify.annotations.NullMarked;
