/**
 * Hooks of each kind.
 */
@NullMarked
package io.dialogue.docs.hooks;

import org.jspecify.annotations.NullMarked;
