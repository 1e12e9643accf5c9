package io.dialogue.autoconfigure;

import io.dialogue.membership.DefaultRoomManager;
import io.dialogue.membership.RoomManager;

/**
 * Tells the hooks of the configured rooms, once in a context's life. A room manager of
 * the application's own is asked to create them.
 */
final class RoomAnnouncement {

	private final ConfiguredRooms rooms;

	private final RoomManager manager;

	private boolean made;

	RoomAnnouncement(ConfiguredRooms rooms, RoomManager manager) {
		this.rooms = rooms;
		this.manager = manager;
	}

	synchronized void make() {
		if (this.made) {
			return;
		}
		this.made = true;
		if (this.manager instanceof DefaultRoomManager own) {
			own.announceRegistered();
		}
		else {
			this.rooms.definitions().forEach(this.manager::create);
		}
	}

}
