package io.dialogue.broker;

/**
 * A place in a room's history.
 *
 * @param epoch the life of the history
 * @param offset the number of the last event that was seen, 0 for none
 */
public record Position(String epoch, long offset) {

}
