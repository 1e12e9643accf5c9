/**
 * Connected clients: who they are, what they said when they connected, and how to reach
 * them.
 */
@NullMarked
package io.dialogue.client;

import org.jspecify.annotations.NullMarked;
