package io.dialogue.sample;

import java.util.List;

import io.dialogue.annotation.DialogueEvent;

/**
 * Who is in a room, sent whenever that changes.
 *
 * @param users the users' names
 */
@DialogueEvent(name = "presence", description = "Who is here")
record Presence(List<String> users) {

}
