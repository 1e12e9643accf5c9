import { randomId } from "./format.js";

const TYPING_TIMEOUT = 4000;
const MOST_MESSAGES = 1000;

/** What this page knows of one room: its description, its members and its messages. No DOM, no network. */
export class Room {

	/** idle, joining, joined or refused */
	status = "idle";
	/** Whether the user wants to be in it, also after a reconnect. */
	wanted = false;
	refusal = null;
	users = [];
	unread = 0;
	/** Whether the server has told its name. */
	known = false;
	draft = "";
	replyTo = null;
	loadingOlder = false;
	hasOlder = true;
	olderError = null;

	#typing = new Map();
	#messages = [];
	#sequence = 0;

	constructor(info) {
		this.update(info);
	}

	update(info) {
		this.id = info.id;
		this.known ||= info.name !== undefined;
		this.name = info.name ?? this.name ?? info.id;
		this.description = info.description;
		this.maxSize = info.maxSize;
		this.size = info.size ?? this.size ?? 0;
		this.createdById = info.createdById;
	}

	get full() {
		return this.maxSize !== undefined && this.size >= this.maxSize;
	}

	/** Oldest first; what is not confirmed yet stands last. */
	get messages() {
		return this.#messages;
	}

	get typing() {
		return [...this.#typing.keys()];
	}

	/** The cursor for older messages: an offset where the server gave any, else an index. */
	get olderCursor() {
		const kept = this.#messages.filter((message) => message.state === "sent");
		const oldest = kept.find((message) => message.offset !== undefined);
		return oldest ? { before: oldest.offset, start: 0, end: 30 } : { start: kept.length, end: kept.length + 30 };
	}

	find(id) {
		return id === undefined ? undefined : this.#messages.find((message) => message.id === id);
	}

	joining() {
		this.status = "joining";
		this.refusal = null;
		this.#typing.clear();
	}

	joined(roomName) {
		this.status = "joined";
		this.refusal = null;
		this.wanted = true;
		this.known = true;
		this.name = roomName;
	}

	refused(error) {
		this.status = "refused";
		this.refusal = error;
		this.users = [];
		this.#typing.clear();
	}

	/** The user is out, whoever decided that: a later join starts anew. */
	left() {
		this.status = "idle";
		this.wanted = false;
		this.users = [];
		this.unread = 0;
		this.#typing.clear();
		this.#messages = [];
		this.hasOlder = true;
	}

	/** What was confirmed may have gaps: what the server sends next takes its place. */
	forgetSent() {
		this.#messages = this.#messages.filter((message) => message.state !== "sent");
		this.hasOlder = true;
		this.olderError = null;
	}

	/** Adds messages as they come from the server, in any order; returns how many were not known. */
	add(envelopes, me) {
		const added = envelopes.filter((envelope) => this.#addOne(envelope, me));
		this.#order();
		return added.length;
	}

	trim() {
		if (this.#messages.length > MOST_MESSAGES) {
			this.#messages.splice(0, this.#messages.length - MOST_MESSAGES);
			this.hasOlder = true;
		}
	}

	/** A message of the user's own, before the server has confirmed it. */
	compose(text, replyTo, me) {
		const data = replyTo === undefined ? { text } : { text, replyTo };
		const message = { key: this.#nextKey(), id: randomId(), data, from: me, timestamp: Date.now(), state: "pending" };
		this.#messages.push(message);
		return message;
	}

	/** The server's ack of a trigger; its echo may have come before. */
	confirm(message, { offset }) {
		if (message.state === "sent") {
			return;
		}
		message.state = "sent";
		message.offset = offset;
		this.#order();
	}

	discard(message) {
		this.#messages = this.#messages.filter((other) => other !== message);
	}

	setTyping(user, isTyping, onChange) {
		clearTimeout(this.#typing.get(user));
		this.#typing.delete(user);
		if (isTyping) {
			this.#typing.set(user, setTimeout(() => {
				this.#typing.delete(user);
				onChange();
			}, TYPING_TIMEOUT));
		}
	}

	#addOne(envelope, me) {
		const { id, offset, data, from = "system", timestamp } = envelope;
		const own = from === me && id !== undefined
			? this.#messages.find((message) => message.id === id && message.offset === undefined) : undefined;
		if (own) {
			const wasSent = own.state === "sent";
			Object.assign(own, { state: "sent", offset, timestamp, data: data ?? own.data });
			return !wasSent;
		}
		if (this.#knows(envelope)) {
			return false;
		}
		this.#messages.push({ key: this.#nextKey(), id, offset, data: data ?? {}, from, timestamp, state: "sent" });
		return true;
	}

	/** Offsets start anew when a room's history is cleared, so they alone do not tell two messages apart. */
	#knows({ id, offset, from, timestamp }) {
		return this.#messages.some((message) => message.from === from && message.id === id && message.offset === offset
			&& (id !== undefined || (offset !== undefined && message.timestamp === timestamp)));
	}

	#order() {
		const rank = (message) => (message.state === "sent" ? 0 : 1);
		this.#messages.sort((a, b) => rank(a) - rank(b)
			|| (a.offset !== undefined && b.offset !== undefined ? a.offset - b.offset : a.timestamp - b.timestamp));
	}

	#nextKey() {
		return ++this.#sequence;
	}

}
