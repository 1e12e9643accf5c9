package io.dialogue.benchmarks.peer;

/**
 * A server under test. Its rooms are named {@code room-0}, {@code room-1} and so on.
 */
interface Peer {

	/**
	 * Starts the server on a free port.
	 * @param settings how
	 * @return the port
	 * @throws Exception if it does not start
	 */
	int start(PeerSettings settings) throws Exception;

	/**
	 * Sends a message to all in a room. Called by one thread.
	 * @param room the room
	 * @param message the message
	 */
	void broadcast(String room, Message message);

	/**
	 * Makes rooms in which nobody is.
	 * @param count how many
	 */
	default void createOtherRooms(int count) {
		throw new UnsupportedOperationException("This server has no rooms without members");
	}

}
