package io.dialogue.docs.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import io.dialogue.annotation.DialogueEvent;

/**
 * What somebody says.
 *
 * @param text what is said
 */
@DialogueEvent(name = "message", description = "Somebody says something")
record Message(@NotBlank @Size(max = 1000) String text) {

}
