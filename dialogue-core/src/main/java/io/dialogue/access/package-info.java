/**
 * Rules that say who may do what with rooms and events: parsed and compiled once, then
 * immutable.
 */
@NullMarked
package io.dialogue.access;

import org.jspecify.annotations.NullMarked;
