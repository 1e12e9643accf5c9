package io.dialogue.docs.start;

import io.dialogue.annotation.DialogueEvent;

/**
 * Somebody begins or stops to write.
 *
 * @param isTyping whether somebody writes
 */
// tag::event[]
@DialogueEvent(name = "typing", echo = false)
public record Typing(boolean isTyping) {

}
// end::event[]
