/**
 * Plugins as archives. {@link dev.portside.packaging.PluginPackager} makes one, {@link
 * dev.portside.packaging.PluginArchive} is what a strict reading found in one, {@link
 * dev.portside.packaging.PluginSigning} signs and verifies one.
 */
@NullMarked
package dev.portside.packaging;

import org.jspecify.annotations.NullMarked;
