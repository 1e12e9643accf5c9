/**
 * Decides by the application's own data who may be in a room.
 */
@NullMarked
package io.dialogue.docs.access;

import org.jspecify.annotations.NullMarked;
