import type { ClientEvents } from "./client-events.js";
import type { Rooms } from "./rooms.js";
import { count, fields, readError, readEvent, readEvents, readRoom, readRooms, text } from "./wire.js";

/** Gives a message of the protocol to whom it concerns; unknown ones are ignored. Whether it made sense. */
export function dispatch(name: string, payload: unknown, rooms: Rooms, events: ClientEvents): boolean {
	const { roomId, events: list, reason, total } = fields(payload);
	switch (name) {
		case "dialogue:event":
			return given(readEvent(payload), (event) => rooms.receive(event.roomId, { event }));
		case "dialogue:history":
			return given(typeof roomId === "string" ? readEvents(list) : undefined,
				(history) => rooms.receive(String(roomId), { history }));
		case "dialogue:joined":
			return rooms.joinedByServer(payload);
		case "dialogue:left":
			return given(text(roomId), (id) => rooms.left(id, { reason: text(reason) ?? "left" }));
		case "dialogue:roomCreated":
			return given(readRoom(payload), (room) => events.roomCreated.emit(room));
		case "dialogue:roomDeleted":
			return given(text(roomId), (id) => {
				rooms.left(id, { reason: "deleted" });
				events.roomDeleted.emit(id);
			});
		case "dialogue:rooms":
			return given(readRooms(payload, events.roomsTotal), (list) => {
				events.roomsTotal = undefined;
				events.roomList.emit(list);
			});
		case "dialogue:roomsCut":
			return given(count(total), (all) => {
				events.roomsTotal = all;
			});
		case "dialogue:error":
			return given(readError(payload), (error) => events.report(error));
		default:
			return true;
	}
}

function given<T>(value: T | undefined, use: (value: T) => void): boolean {
	if (value === undefined) {
		return false;
	}
	use(value);
	return true;
}
