/**
 * The manifest, {@code plugin.yaml}, in both of Helm's formats: {@link
 * dev.portside.metadata.YamlManifestReader} reads it, {@link
 * dev.portside.metadata.YamlSignedBlockWriter} renders what a provenance file signs of it. Both are
 * services of {@code dev.portside.api}; a host seldom names them.
 */
@NullMarked
package dev.portside.metadata;

import org.jspecify.annotations.NullMarked;
