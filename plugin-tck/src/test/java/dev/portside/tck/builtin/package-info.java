/** The kit on the plugin types of plugin-api, whose own tests cannot depend on the kit. */
@NullMarked
package dev.portside.tck.builtin;

import org.jspecify.annotations.NullMarked;
