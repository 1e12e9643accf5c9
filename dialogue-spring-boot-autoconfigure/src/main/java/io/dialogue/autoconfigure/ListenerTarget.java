package io.dialogue.autoconfigure;

/**
 * What a listener's method listens to, and what it takes.
 *
 * @param roomId the room's id, empty for all rooms
 * @param eventName the event's name, {@code *} for all
 * @param payloadType what payloads are converted to
 * @param takesMessage whether the method takes the event with its envelope
 * @param takesSender whether the method takes who triggered the event
 */
record ListenerTarget(String roomId, String eventName, Class<?> payloadType, boolean takesMessage,
		boolean takesSender) {

}
