/**
 * Starts with the pieces of configuration that the guide shows.
 */
@NullMarked
package io.dialogue.docs.snippets;

import org.jspecify.annotations.NullMarked;
