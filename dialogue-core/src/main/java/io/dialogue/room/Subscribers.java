package io.dialogue.room;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.OutboundMessage;

/**
 * The members that receive one event, by transport. Guarded by the audience's lock.
 */
final class Subscribers {

	private final Set<ClientConnection> connections = new LinkedHashSet<>();

	private @Nullable Map<ClientConnection.FanOut, List<ClientConnection>> byTransport;

	void add(ClientConnection connection) {
		if (this.connections.add(connection)) {
			this.byTransport = null;
		}
	}

	void remove(ClientConnection connection) {
		if (this.connections.remove(connection)) {
			this.byTransport = null;
		}
	}

	boolean isEmpty() {
		return this.connections.isEmpty();
	}

	int send(OutboundMessage message, @Nullable ClientConnection except) {
		if (except != null && this.connections.contains(except)) {
			return sendToOthers(message, except);
		}
		grouped().forEach((fanOut, recipients) -> fanOut.send(message, recipients));
		return this.connections.size();
	}

	private int sendToOthers(OutboundMessage message, ClientConnection except) {
		grouped().forEach((fanOut, recipients) -> {
			List<ClientConnection> others = new ArrayList<>(recipients);
			others.remove(except);
			fanOut.send(message, others);
		});
		return this.connections.size() - 1;
	}

	/** Grouped anew only after a change: lists once handed out are never modified. */
	private Map<ClientConnection.FanOut, List<ClientConnection>> grouped() {
		Map<ClientConnection.FanOut, List<ClientConnection>> groups = this.byTransport;
		if (groups == null) {
			groups = this.connections.stream().collect(Collectors.groupingBy(ClientConnection::fanOut));
			this.byTransport = groups;
		}
		return groups;
	}

}
