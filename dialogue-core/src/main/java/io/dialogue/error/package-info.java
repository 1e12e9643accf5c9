/**
 * The errors that clients and callers see: the wire's catalogue of codes and the
 * exception that carries one.
 */
@NullMarked
package io.dialogue.error;

import org.jspecify.annotations.NullMarked;
