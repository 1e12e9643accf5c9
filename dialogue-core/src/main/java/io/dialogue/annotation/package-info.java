/**
 * Annotations with which an application declares its events and listeners.
 */
@NullMarked
package io.dialogue.annotation;

import org.jspecify.annotations.NullMarked;
