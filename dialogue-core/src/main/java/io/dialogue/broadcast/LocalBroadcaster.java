package io.dialogue.broadcast;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.HandOver;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.EncodedEvent;
import io.dialogue.membership.RoomDirectory;
import io.dialogue.room.RoomAudience;

/**
 * Sends what the broker hands over to the subscribers on this node.
 */
public final class LocalBroadcaster implements HandOver {

	private final RoomDirectory directory;

	/**
	 * Creates a broadcaster.
	 * @param directory finds the members of a room
	 */
	public LocalBroadcaster(RoomDirectory directory) {
		this.directory = directory;
	}

	@Override
	public int handOver(String roomId, EncodedEvent event, @Nullable String exceptClientId) {
		RoomAudience audience = this.directory.audience(roomId);
		return (audience != null)
				? audience.handOver(event, OutboundMessage.of("dialogue:event", event), exceptClientId) : 0;
	}

}
