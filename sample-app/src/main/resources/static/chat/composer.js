import { byId, setText } from "./dom.js";

const TYPING_EVERY = 2500;
const TYPING_STOPS = 3000;
const WARN_AT = 100;

/** The field that messages are written in, with a draft per room, the reply and the sender's own typing signal. */
export class Composer {

	#input = byId("message-input");
	#actions;
	#room;
	#typingSince = 0;
	#typingEnds;

	/** Actions: `send(text, replyTo)`, `typing(room, isTyping)`. */
	constructor(actions) {
		this.#actions = actions;
		this.#input.addEventListener("input", () => this.#changed());
		this.#input.addEventListener("keydown", (event) => this.#pressed(event));
		byId("composer").addEventListener("submit", (event) => {
			event.preventDefault();
			this.#send();
		});
		byId("cancel-reply").addEventListener("click", () => this.replyTo(null));
	}

	/** Shows the draft of this room. */
	open(room) {
		this.#input.placeholder = room.known ? `Message ${room.name}` : "Write a message";
		if (this.#room === room) {
			return;
		}
		this.#stopTyping();
		this.#room = room;
		this.#input.value = room.draft;
		this.#fit();
		this.#drawReply();
	}

	focus() {
		this.#input.focus({ preventScroll: true });
	}

	replyTo(message) {
		this.#room.replyTo = message;
		this.#drawReply();
		this.focus();
	}

	#pressed(event) {
		if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
			event.preventDefault();
			this.#send();
		}
		else if (event.key === "Escape" && this.#room.replyTo) {
			this.replyTo(null);
		}
	}

	#send() {
		const text = this.#input.value.trim();
		if (!text) {
			return;
		}
		const replyTo = this.#room.replyTo?.id;
		this.#input.value = "";
		this.#room.draft = "";
		this.#room.replyTo = null;
		this.#forgetTyping();
		this.#fit();
		this.#drawReply();
		this.focus();
		this.#actions.send(text, replyTo);
	}

	#changed() {
		this.#room.draft = this.#input.value;
		this.#fit();
		if (!this.#input.value.trim()) {
			this.#stopTyping();
			return;
		}
		clearTimeout(this.#typingEnds);
		this.#typingEnds = setTimeout(() => this.#stopTyping(), TYPING_STOPS);
		if (Date.now() - this.#typingSince > TYPING_EVERY) {
			this.#typingSince = Date.now();
			this.#actions.typing(this.#room, true);
		}
	}

	#stopTyping() {
		if (this.#typingSince) {
			this.#actions.typing(this.#room, false);
		}
		this.#forgetTyping();
	}

	/** For the others a message ends the typing by itself. */
	#forgetTyping() {
		clearTimeout(this.#typingEnds);
		this.#typingSince = 0;
	}

	#fit() {
		const { value, maxLength, style } = this.#input;
		style.height = "";
		if (value) {
			style.height = `${Math.min(this.#input.scrollHeight, 160)}px`;
		}
		byId("send").disabled = !value.trim();
		const left = maxLength - value.length;
		setText(byId("remaining"), left <= WARN_AT ? String(left) : "");
	}

	#drawReply() {
		const message = this.#room.replyTo;
		byId("replying").hidden = !message;
		if (message) {
			setText(byId("replying-text"), `${message.from}: ${message.data?.text ?? ""}`);
		}
	}

}
