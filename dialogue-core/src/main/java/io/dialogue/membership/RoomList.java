package io.dialogue.membership;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.EncodedArray;
import io.dialogue.client.MessageEncoder;
import io.dialogue.client.OutboundMessage;
import io.dialogue.room.Room;

/**
 * Rooms as they were when a client was to be told of them: the first ones, as many as it
 * can be sent at once, and how many there are if that is not all.
 */
public final class RoomList {

	/** The largest list, in bytes. */
	private static final int MAX_BYTES = 512 * 1024;

	private final EncodedArray rooms;

	private final int count;

	private RoomList(EncodedArray rooms, int count) {
		this.rooms = rooms;
		this.count = count;
	}

	/**
	 * Describes rooms as they are now.
	 * @param rooms the rooms
	 * @param encoder encodes them
	 * @return the list
	 */
	public static RoomList of(List<Room> rooms, MessageEncoder encoder) {
		EncodedArray encoded = encoder.encodeArray(rooms.stream().map(RoomInfo::of).toList(), MAX_BYTES);
		return new RoomList(encoded, rooms.size());
	}

	/**
	 * The rooms that fit.
	 * @return a JSON array of {@link RoomInfo}; not copied
	 */
	public byte[] rooms() {
		return this.rooms.json();
	}

	/**
	 * How many rooms there are, if some are left out.
	 * @return the number, or {@code null} if none is
	 */
	public @Nullable Integer total() {
		return (this.rooms.size() < this.count) ? this.count : null;
	}

	/**
	 * The list as {@code dialogue:rooms}. What says that some are left out comes before,
	 * so that a client knows when it reads the list.
	 * @param encoder encodes what comes before
	 * @return the messages, in order
	 */
	public List<OutboundMessage> messages(MessageEncoder encoder) {
		OutboundMessage list = OutboundMessage.of("dialogue:rooms", rooms());
		Integer total = total();
		return (total != null) ? List.of(encoder.encode("dialogue:roomsCut", Map.of("total", total)), list)
				: List.of(list);
	}

}
