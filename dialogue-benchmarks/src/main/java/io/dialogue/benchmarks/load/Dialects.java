package io.dialogue.benchmarks.load;

/**
 * The dialects of the servers.
 */
public final class Dialects {

	private Dialects() {
	}

	/**
	 * The dialect of a server.
	 * @param server its name
	 * @return the dialect
	 */
	public static Dialect of(String server) {
		return switch (server) {
			case "dialogue" -> new SocketIoDialect("[\"dialogue:join\",{\"roomId\":\"%s\"}]", "dialogue:event",
					"[\"dialogue:trigger\",{\"roomId\":\"%s\",\"event\":\"message\",\"data\":%s}]");
			case "stock", "node" ->
				new SocketIoDialect("[\"join\",\"%s\"]", "message", "[\"trigger\",{\"room\":\"%s\",\"data\":%s}]");
			case "limit", "limit-joined" -> new SocketIoDialect("[\"join\",\"%s\"]", "message", "[\"message\",%2$s]");
			case "stomp" -> new StompDialect();
			default -> throw new IllegalArgumentException("No server is called " + server);
		};
	}

}
