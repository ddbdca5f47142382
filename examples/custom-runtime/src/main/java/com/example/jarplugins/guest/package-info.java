/** What plugins are written against, and all that they see of their host unless it grants more. */
@NullMarked
package com.example.jarplugins.guest;

import org.jspecify.annotations.NullMarked;
