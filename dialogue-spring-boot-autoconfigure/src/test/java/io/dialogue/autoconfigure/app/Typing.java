package io.dialogue.autoconfigure.app;

import io.dialogue.annotation.DialogueEvent;

@DialogueEvent("typing")
public record Typing(boolean isTyping) {

}
