/**
 * Rooms as seen by users, their definitions, and who in them receives which event.
 */
@NullMarked
package io.dialogue.room;

import org.jspecify.annotations.NullMarked;
