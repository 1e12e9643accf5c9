/**
 * The hooks that an application implements as beans, and the context that they are given.
 */
@NullMarked
package io.dialogue.hook;

import org.jspecify.annotations.NullMarked;
