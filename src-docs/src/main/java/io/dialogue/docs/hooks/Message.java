package io.dialogue.docs.hooks;

import jakarta.validation.constraints.Size;

import io.dialogue.annotation.DialogueEvent;

/**
 * What somebody says.
 *
 * @param text what is said
 */
@DialogueEvent("message")
public record Message(@Size(max = 200) String text) {

}
