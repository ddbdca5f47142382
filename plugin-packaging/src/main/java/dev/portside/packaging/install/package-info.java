/**
 * Brings plugins into a directory and out of it again: from any source, nothing unverified unless
 * asked for, nothing half done. {@link dev.portside.packaging.install.PluginInstaller} is where to
 * begin; {@link dev.portside.packaging.install.PluginSource} is the port for further sources.
 */
@NullMarked
package dev.portside.packaging.install;

import org.jspecify.annotations.NullMarked;
