/**
 * A chat with typing indicator and presence.
 */
@NullMarked
package io.dialogue.docs.chat;

import org.jspecify.annotations.NullMarked;
