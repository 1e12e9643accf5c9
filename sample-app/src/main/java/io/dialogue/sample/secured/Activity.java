package io.dialogue.sample.secured;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * Something that administrators may want to know.
 *
 * @param user whom it is about
 * @param text what has happened
 */
@DialogueEvent(name = "activity", description = "What users and administrators did", history = @History(limit = 100))
record Activity(String user, String text) {

}
