/**
 * The ports and values that authors of runtimes and plugin types see.
 *
 * <p>Start with {@link dev.portside.api.Plugin} and {@link dev.portside.api.PluginType} to call
 * plugins, with {@link dev.portside.api.Runtime} to bring a technology of your own.
 */
@NullMarked
package dev.portside.api;

import org.jspecify.annotations.NullMarked;
