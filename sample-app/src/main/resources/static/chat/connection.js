import { io } from "../vendor/socket.io-client/socket.io.esm.min.js";

const ACK_TIMEOUT = 8000;
const GREETING_TIMEOUT = 15000;
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 20000;

/** What a request ends with when it does not succeed: a code of the server's, or OFFLINE or TIMEOUT. */
export class RequestError extends Error {

	constructor(code, message, retryAfter) {
		super(message);
		this.code = code;
		this.retryAfter = retryAfter;
	}

}

/**
 * One user's connection. It reconnects by itself, so that it can show how long that takes and obey
 * the server's `retryAfter`; the handlers get `onState`, `onReady` and `onEvent`.
 */
export class Connection {

	#url;
	#handlers;
	#socket;
	#user;
	#session;
	#attempt = 0;
	#timer;
	#greeting;
	#drainedUntil = 0;

	constructor(url, handlers) {
		this.#url = url;
		this.#handlers = handlers;
		this.ready = false;
		addEventListener("online", () => this.#timer && this.retryNow());
	}

	/** Connects under this name, leaving any connection under another one. */
	open(user) {
		this.close();
		this.#user = user;
		this.#session = undefined;
		this.#attempt = 0;
		this.#socket = io(this.#url, {
			auth: (give) => give({ userId: user, ...(this.#session && { session: this.#session }) }),
			forceNew: true,
			reconnection: false,
			autoConnect: false,
		});
		this.#listen(this.#socket);
		this.#connect();
	}

	close() {
		this.#stopTimers();
		this.#socket?.off();
		this.#socket?.disconnect();
		this.ready = false;
	}

	retryNow() {
		this.#stopTimers();
		this.#connect();
	}

	/** Sends a request and gives its result; refusals, silence and a lost connection throw RequestError. */
	async request(event, ...payload) {
		if (!this.ready) {
			throw new RequestError("OFFLINE", "This needs a connection to the server.");
		}
		const socket = this.#socket;
		let answer;
		try {
			answer = await socket.timeout(ACK_TIMEOUT).emitWithAck(event, ...payload);
		}
		catch {
			throw socket.connected
				? new RequestError("TIMEOUT", "Please try again.")
				: new RequestError("OFFLINE", "The connection was lost.");
		}
		if (!answer?.ok) {
			const { code = "INTERNAL_ERROR", message = "", retryAfter } = answer ?? {};
			throw new RequestError(code, message, retryAfter);
		}
		return answer;
	}

	#listen(socket) {
		socket.on("dialogue:connected", (greeting) => this.#greeted(greeting));
		socket.on("dialogue:draining", ({ retryAfter = 0 } = {}) => this.#draining(retryAfter));
		socket.on("connect_error", (error) => this.#failed(error));
		socket.on("disconnect", (reason) => this.#lost(reason));
		socket.onAny((event, payload) => this.#handlers.onEvent(event, payload));
	}

	#connect() {
		this.#state(this.#attempt === 0 ? "connecting" : "reconnecting");
		this.#greeting = setTimeout(() => this.#silent(), GREETING_TIMEOUT);
		this.#socket.connect();
	}

	#greeted({ userId, session }) {
		this.#stopTimers();
		this.#session = session;
		this.#attempt = 0;
		this.#drainedUntil = 0;
		this.ready = true;
		this.#state("connected");
		this.#handlers.onReady(userId);
	}

	#draining(retryAfter) {
		this.#drainedUntil = Date.now() + retryAfter;
		this.#state("draining");
	}

	/** The transport is up but Dialogue did not greet. */
	#silent() {
		this.#socket.disconnect();
		this.#retryLater();
	}

	#failed(error) {
		this.#stopTimers();
		if (this.#socket.active) {
			this.#retryLater();
		}
		else if (this.#session) {
			// The server may have forgotten the session: once more, as a new client.
			this.#session = undefined;
			this.#retryLater();
		}
		else {
			this.#state("closed", { reason: error.message, code: error.data?.code });
		}
	}

	/** A server's DISCONNECT means: stay away. Anything else is a lost transport. */
	#lost(reason) {
		this.#stopTimers();
		this.ready = false;
		if (reason === "io server disconnect") {
			this.#state("closed", { reason: "The server ended the connection." });
		}
		else if (reason !== "io client disconnect") {
			this.#retryLater();
		}
	}

	#retryLater() {
		const drain = this.#drainedUntil - Date.now();
		const backoff = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempt) * (0.75 + Math.random() / 2);
		this.#attempt++;
		this.#drainedUntil = 0;
		this.#countDown(Date.now() + (drain > 0 ? drain + Math.random() * 500 : backoff), drain > 0);
	}

	#countDown(deadline, draining) {
		const left = deadline - Date.now();
		if (left <= 0) {
			this.retryNow();
			return;
		}
		this.#state(draining ? "draining" : "reconnecting", { seconds: Math.ceil(left / 1000) });
		this.#timer = setTimeout(() => this.#countDown(deadline, draining), left % 1000 || 1000);
	}

	#stopTimers() {
		clearTimeout(this.#timer);
		clearTimeout(this.#greeting);
		this.#timer = undefined;
	}

	#state(name, details = {}) {
		this.#handlers.onState({ name, ...details });
	}

}
