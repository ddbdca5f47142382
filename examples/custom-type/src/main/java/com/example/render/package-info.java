/** The plugin type {@code render/v1}, and a host that calls plugins of it. */
@NullMarked
package com.example.render;

import org.jspecify.annotations.NullMarked;
