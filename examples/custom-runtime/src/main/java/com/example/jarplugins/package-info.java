/** The runtime {@code java/v1}: a plugin is a jar beside its manifest. */
@NullMarked
package com.example.jarplugins;

import org.jspecify.annotations.NullMarked;
