import { avatar, button, byId, element, icon, setText } from "./dom.js";
import { dateTimeOf, dayKey, dayOf, timeOf } from "./format.js";

const GROUP_SPAN = 5 * 60 * 1000;
const NEAR = 60;

/** The messages of the room that is open: keyed elements, so that what stays is not redrawn. */
export class Timeline {

	#scroller = byId("scroller");
	#log = byId("log");
	#older = byId("older");
	#jump = byId("jump");
	#actions;
	#nodes = new Map();
	#roomId;
	#newest;
	#atEnd = true;

	/** Actions: `loadOlder`, `reply`, `retry`, `discard`. */
	constructor(actions) {
		this.#actions = actions;
		this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
		this.#jump.addEventListener("click", () => this.toEnd());
		new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(this.#scroller);
	}

	get isFilled() {
		return this.#scroller.scrollHeight > this.#scroller.clientHeight + 2 * NEAR;
	}

	toEnd() {
		this.#scroller.scrollTop = this.#scroller.scrollHeight;
		this.#atEnd = true;
		this.#jump.hidden = true;
	}

	draw(room, me) {
		if (this.#roomId !== room.id) {
			this.#start(room.id);
		}
		const fromBottom = this.#scroller.scrollHeight - this.#scroller.scrollTop;
		const oldest = this.#log.querySelector(".message")?.dataset.key;
		this.#log.setAttribute("aria-busy", String(room.loadingOlder || room.status !== "joined"));
		this.#drawMessages(room, me);
		this.#drawOlder(room);
		const newest = room.messages.at(-1);
		const isNew = newest && newest.key !== this.#newest;
		this.#newest = newest?.key;
		if (this.#atEnd || (isNew && newest.state === "pending")) {
			this.toEnd();
		}
		else if (oldest !== undefined && this.#log.querySelector(".message")?.dataset.key !== oldest) {
			this.#scroller.scrollTop = this.#scroller.scrollHeight - fromBottom;
		}
		else if (isNew) {
			this.#jump.hidden = false;
		}
	}

	#start(roomId) {
		this.#roomId = roomId;
		this.#nodes.clear();
		this.#log.replaceChildren();
		this.#newest = undefined;
		this.#atEnd = true;
		this.#jump.hidden = true;
	}

	#drawMessages(room, me) {
		const wanted = [];
		let previous;
		for (const message of room.messages) {
			if (!previous || dayKey(previous.timestamp) !== dayKey(message.timestamp)) {
				wanted.push(this.#day(message));
				previous = undefined;
			}
			const node = this.#node(`m${message.key}`, () => this.#create(message, me));
			this.#update(node, message, room, isFirst(message, previous));
			wanted.push(node);
			previous = message;
		}
		this.#place(wanted);
	}

	/** Moves only what is out of place: the first of the kept nodes stay where they are. */
	#place(wanted) {
		const keep = new Set(wanted);
		for (const [key, node] of this.#nodes) {
			if (!keep.has(node)) {
				node.remove();
				this.#nodes.delete(key);
			}
		}
		let next = this.#log.firstElementChild;
		for (const node of wanted) {
			if (node === next) {
				next = next.nextElementSibling;
			}
			else {
				this.#log.insertBefore(node, next);
			}
		}
	}

	#node(key, create) {
		if (!this.#nodes.has(key)) {
			this.#nodes.set(key, create());
		}
		return this.#nodes.get(key);
	}

	#day(message) {
		const node = this.#node(`d${message.key}`, () => element("div", "day"));
		setText(node, dayOf(message.timestamp));
		return node;
	}

	#create(message, me) {
		const node = element("div", "message");
		node.dataset.testid = "message";
		node.dataset.key = message.key;
		node.classList.toggle("own", message.from === me);
		const bubble = element("div", "bubble");
		bubble.append(element("div", "text"), element("time"));
		const stack = element("div", "stack");
		stack.append(element("div", "author", message.from), bubble);
		node.append(avatar(message.from), stack);
		return node;
	}

	#update(node, message, room, first) {
		node.classList.toggle("first", first);
		node.classList.toggle("pending", message.state === "pending");
		node.classList.toggle("failed", message.state === "failed");
		node.dataset.state = message.state;
		setText(node.querySelector(".text"), String(message.data?.text ?? ""));
		const time = node.querySelector("time");
		setText(time, timeOf(message.timestamp));
		time.dateTime = new Date(message.timestamp).toISOString();
		time.title = message.state === "pending" ? "Sending…" : dateTimeOf(message.timestamp);
		this.#updateQuote(node, message, room);
		this.#updateReply(node, message);
		this.#updateDelivery(node, message);
	}

	#updateQuote(node, message, room) {
		const id = message.data?.replyTo;
		let quote = node.querySelector(".quote");
		if (typeof id !== "string") {
			quote?.remove();
			return;
		}
		if (!quote) {
			quote = button("quote", undefined, () => this.#show(room.find(id)));
			node.querySelector(".bubble").prepend(quote);
		}
		const original = room.find(id);
		setText(quote, original ? `${original.from}: ${original.data?.text ?? ""}` : "An earlier message");
	}

	#updateReply(node, message) {
		const possible = message.state === "sent" && message.id !== undefined;
		const existing = node.querySelector(".reply");
		if (!possible) {
			existing?.remove();
		}
		else if (!existing) {
			const reply = button("icon-button reply", undefined, () => this.#actions.reply(message));
			reply.setAttribute("aria-label", `Reply to ${message.from}`);
			reply.append(icon("reply"));
			node.append(reply);
		}
	}

	#updateDelivery(node, message) {
		node.querySelector(".delivery")?.remove();
		if (message.state === "failed") {
			const delivery = element("div", "delivery");
			const actions = element("span", "delivery-actions");
			actions.append(button("link", "Try again", () => this.#actions.retry(message)),
				button("link", "Discard", () => this.#actions.discard(message)));
			delivery.append(element("span", "", `Not sent. ${message.reason ?? ""}`.trim()), actions);
			node.querySelector(".stack").append(delivery);
		}
	}

	#show(message) {
		const node = message && this.#nodes.get(`m${message.key}`);
		node?.scrollIntoView({ block: "center" });
		node?.classList.remove("flash");
		void node?.offsetWidth;
		node?.classList.add("flash");
	}

	#drawOlder(room) {
		const state = describeOlder(room);
		if (this.#older.dataset.state === state) {
			return;
		}
		this.#older.dataset.state = state;
		const node = state === "more"
			? button("link", "Load older messages", () => this.#actions.loadOlder()) : element("span", "", state);
		this.#older.replaceChildren(node);
	}

	#scrolled() {
		const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
		this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
		if (this.#atEnd) {
			this.#jump.hidden = true;
		}
		if (scrollTop < 2 * NEAR) {
			this.#actions.loadOlder({ automatic: true });
		}
	}

}

function isFirst(message, previous) {
	return !previous || previous.from !== message.from || message.timestamp - previous.timestamp > GROUP_SPAN;
}

function describeOlder(room) {
	const isFirstPage = room.hasOlder && room.messages.length === 0 && !room.olderError;
	if (room.loadingOlder || room.status !== "joined" || isFirstPage) {
		return "Loading…";
	}
	if (room.hasOlder) {
		return "more";
	}
	return room.messages.length ? `This is where ${room.name} begins.` : "Nobody has said anything yet. Say hello!";
}
