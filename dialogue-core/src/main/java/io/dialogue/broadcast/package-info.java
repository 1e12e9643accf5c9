/**
 * The way from what the broker hands over to the subscribers on this node.
 */
@NullMarked
package io.dialogue.broadcast;

import org.jspecify.annotations.NullMarked;
