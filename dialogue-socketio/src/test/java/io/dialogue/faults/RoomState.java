package io.dialogue.faults;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a client stands in a room. Confined to the client's event loop.
 */
final class RoomState {

	final String id;

	final List<String> subscriptions;

	@Nullable String epoch;

	long offset;

	boolean joined;

	RoomState(String id, List<String> subscriptions) {
		this.id = id;
		this.subscriptions = subscriptions;
	}

}
