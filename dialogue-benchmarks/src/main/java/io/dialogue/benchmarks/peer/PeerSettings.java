package io.dialogue.benchmarks.peer;

/**
 * How a server under test is set up.
 *
 * @param epoll whether to use epoll rather than NIO
 * @param rooms how many rooms there are
 * @param payload the size of a message's JSON in bytes
 */
record PeerSettings(boolean epoll, int rooms, int payload) {

	static String room(int index) {
		return "room-" + index;
	}

}
