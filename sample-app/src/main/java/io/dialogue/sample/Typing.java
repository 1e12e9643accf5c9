package io.dialogue.sample;

import io.dialogue.annotation.DialogueEvent;

/**
 * Somebody begins or stops to write. Whoever writes does not need to be told.
 *
 * @param isTyping whether somebody writes
 */
@DialogueEvent(name = "typing", description = "Somebody is writing", echo = false)
record Typing(boolean isTyping) {

}
