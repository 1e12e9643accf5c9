/**
 * The code that the user's guide shows.
 */
@NullMarked
package io.dialogue.docs;

import org.jspecify.annotations.NullMarked;
