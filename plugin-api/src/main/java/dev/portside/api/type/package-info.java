/** The plugin types of Helm 4, each with its messages and its configuration. */
@NullMarked
package dev.portside.api.type;

import org.jspecify.annotations.NullMarked;
