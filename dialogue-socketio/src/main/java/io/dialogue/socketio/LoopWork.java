package io.dialogue.socketio;

/**
 * What an event loop is to see to, in the order in which it was handed over.
 */
sealed interface LoopWork permits Outbound, Broadcast {

}
