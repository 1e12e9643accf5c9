/** How times, names and errors read. */

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const fullDate = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const dayOfYear = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const dayOfOtherYear = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });

export const timeOf = (timestamp) => clock.format(timestamp);

export const dateTimeOf = (timestamp) => fullDate.format(timestamp);

export const dayKey = (timestamp) => new Date(timestamp).toDateString();

export function dayOf(timestamp) {
	const today = new Date();
	const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
	switch (dayKey(timestamp)) {
		case today.toDateString(): return "Today";
		case yesterday.toDateString(): return "Yesterday";
	}
	const sameYear = new Date(timestamp).getFullYear() === today.getFullYear();
	return (sameYear ? dayOfYear : dayOfOtherYear).format(timestamp);
}

export function typingText(names) {
	switch (names.length) {
		case 0: return "";
		case 1: return `${names[0]} is typing…`;
		case 2: return `${names[0]} and ${names[1]} are typing…`;
		default: return "Several people are typing…";
	}
}

export function seconds(milliseconds) {
	const count = Math.max(1, Math.ceil(milliseconds / 1000));
	return count === 1 ? "1 second" : `${count} seconds`;
}

const titles = {
	ROOM_NOT_FOUND: "That room is gone",
	ROOM_FULL: "That room is full",
	ROOM_EXISTS: "That name is taken",
	JOIN_DENIED: "You cannot join this room",
	NOT_A_MEMBER: "You are not in this room",
	EVENT_NOT_ALLOWED: "This room does not take that",
	VALIDATION_FAILED: "The server did not accept that",
	EVENT_REJECTED: "Your message was refused",
	PERMISSION_DENIED: "You may not do that",
	RATE_LIMITED: "Slow down a little",
	INVALID_REQUEST: "The server did not understand that",
	INTERNAL_ERROR: "Something went wrong on the server",
	TIMEOUT: "The server did not answer",
	DISCONNECTED: "You are not connected",
	QUEUE_FULL: "Too much waits to be sent",
};

export const titleOf = (error) => titles[error.code] ?? "Something went wrong";

export function detailOf(error) {
	const sentence = error.message.replace(/([^.!?…])$/, "$1.");
	return error.retryAfter ? `${sentence} Try again in ${seconds(error.retryAfter)}.` : sentence;
}

/** An id for a room from its name; a name without Latin letters or digits gets a random one. */
export function roomIdOf(name) {
	const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	const slug = plain.replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, "");
	return slug || `room-${randomId().slice(0, 8)}`;
}

/** A UUID. `crypto.randomUUID` exists in secure contexts only; a LAN address over http is none. */
export function randomId() {
	if (crypto.randomUUID) {
		return crypto.randomUUID();
	}
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = (bytes[6] & 0x0f) | 0x40;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
