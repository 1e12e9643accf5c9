package io.dialogue.integration;

/**
 * How a client connects.
 */
enum Transport {

	/** WebSocket only. */
	WEBSOCKET("websocket"),

	/** HTTP long-polling only. */
	POLLING("polling"),

	/** Long-polling, then WebSocket, as stock clients do. */
	UPGRADE("polling", "websocket");

	private final String[] names;

	Transport(String... names) {
		this.names = names;
	}

	/** The transports as the client names them, in the order in which it tries them. */
	String[] names() {
		return this.names.clone();
	}

}
