/**
 * Who sits in which room: the manager of rooms and the flows of join, leave and
 * disconnect.
 */
@NullMarked
package io.dialogue.membership;

import org.jspecify.annotations.NullMarked;
