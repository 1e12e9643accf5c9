package io.dialogue.testsupport;

import io.dialogue.annotation.DialogueEvent;

/**
 * Says whether somebody types. Rooms do not keep it.
 *
 * @param isTyping whether somebody does
 */
@DialogueEvent("typing")
public record Typing(boolean isTyping) {

}
