import { Backoff, type BackoffOptions } from "./backoff.js";
import { Deferred } from "./deferred.js";
import { DialogueError } from "./error.js";
import { Listeners } from "./listeners.js";
import type { Acknowledgement, ConnectionState, Transport, TransportDetail } from "./transport.js";
import { count, fields, nonsense, readGreeting, type Fields, type Greeting } from "./wire.js";

/** Whether and how a client comes back. */
export interface ReconnectionOptions extends BackoffOptions {
	/** Whether to connect again when the connection is lost. `true` by default. */
	reconnection?: boolean;
	/** How often to try again before giving up. `Infinity` by default. */
	reconnectionAttempts?: number;
	/** How long one attempt may take until the server has greeted, in milliseconds. 20000 by default. */
	connectTimeout?: number;
}

/** What there is to know about a state. */
export interface StateDetail {
	/** How often it was tried in vain since the last connection. */
	attempt: number;
	/** When the next attempt begins, in milliseconds since 1970, while the client waits for it. */
	retryAt?: number;
	/** Whether the server said that it goes away. */
	draining?: boolean;
	/** Why the connection was lost, in the transport's words. */
	reason?: string;
	/** What went wrong. */
	error?: Error;
}

/** Why the token is asked for: to connect, because the server refused the last one, or because it expires soon. */
export type TokenReason = "connect" | "refused" | "expiring";

/** Refusals after which trying again makes sense. */
const PASSING = new Set(["CONNECT_FAILED", "RATE_LIMITED", "INTERNAL_ERROR", "TIMEOUT", "PROTOCOL_ERROR", "DISCONNECTED"]);

const CONNECT_TIMEOUT = 20_000;

/**
 * Keeps one connection to the server: tries until it is greeted, comes back when it is lost, and stays away
 * when it is told to.
 */
export class Connection {
	readonly onGreeted = new Listeners<[greeting: Greeting]>();
	readonly onLost = new Listeners<[reason: string]>();
	/** There is no connection, and nothing tries to get one. */
	readonly onEnded = new Listeners<[error: DialogueError]>();
	readonly onMessage = new Listeners<[name: string, payload: unknown, ack?: Acknowledgement]>();
	readonly onError = new Listeners<[error: Error]>();
	readonly onState = new Listeners<[state: ConnectionState, detail: StateDetail]>();

	readonly #backoff: Backoff;
	#state: ConnectionState = "disconnected";
	#detail: StateDetail = { attempt: 0 };
	#waiting: Deferred | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Tells the present attempt or connection from former ones. */
	#turn = 0;
	#attempt = 0;
	#session: string | undefined;
	#refused = false;
	#drainedFor: number | undefined;
	/** Whether it was the server that said how long to wait. */
	#toldToWait = false;
	#suspended = false;

	constructor(
		private readonly transport: Transport,
		private readonly options: ReconnectionOptions,
		private readonly auth: (reason: TokenReason) => Promise<Fields>,
		private readonly mayRenew: boolean,
	) {
		this.#backoff = new Backoff(options);
		transport.onReceive((...message) => this.#receive(...message));
		transport.onStateChange((state, detail) => this.#transportChanged(state, detail));
	}

	get state(): ConnectionState {
		return this.#state;
	}

	get detail(): StateDetail {
		return this.#detail;
	}

	/** Connects, at once also where it would wait; resolves when the server has greeted. */
	connect(): Promise<void> {
		if (this.#state === "connected") {
			return Promise.resolve();
		}
		this.#waiting ??= new Deferred();
		const { promise } = this.#waiting;
		if (this.#state !== "connecting" || this.#detail.retryAt !== undefined) {
			this.#try();
		}
		return promise;
	}

	/** Tries at once if it waits for the next attempt, unless the server asked to wait. */
	hurry(): void {
		if (this.#detail.retryAt !== undefined && !this.#toldToWait) {
			this.#try();
		}
	}

	/** Closes the connection for good. */
	disconnect(): void {
		this.#session = undefined;
		this.#suspended = false;
		this.#close("client disconnect");
		this.#end("disconnected", new DialogueError("DISCONNECTED", "The client was disconnected"));
	}

	/** Closes the connection, to come back with `resume`. */
	suspend(): void {
		if (this.#state === "connecting" || this.#state === "connected") {
			this.#suspended = true;
			if (this.#close("page hidden")) {
				this.#change("connecting", {});
			}
		}
	}

	resume(): void {
		if (this.#suspended) {
			this.#suspended = false;
			this.#try();
		}
	}

	#try(): void {
		this.#stopWaiting();
		const turn = ++this.#turn;
		this.#change("connecting", {});
		const timeout = this.options.connectTimeout ?? CONNECT_TIMEOUT;
		this.#timer = setTimeout(() => this.#failed(turn, new DialogueError("TIMEOUT", "The server did not greet in time")), timeout);
		this.#open(turn).catch((error: unknown) => this.#failed(turn, error instanceof Error ? error : new Error(String(error))));
	}

	async #open(turn: number): Promise<void> {
		const auth = await this.auth(this.#refused ? "refused" : "connect");
		if (turn === this.#turn) {
			await this.transport.connect({ ...auth, ...(this.#session !== undefined && { session: this.#session }) });
		}
	}

	#receive(name: string, payload: unknown, ack?: Acknowledgement): void {
		if (name === "dialogue:connected" && this.#state === "connecting") {
			const greeting = readGreeting(payload);
			if (greeting === undefined) {
				this.#failed(this.#turn, nonsense(name));
			} else {
				this.#greeted(greeting);
			}
		} else if (name === "dialogue:draining") {
			this.#drainedFor = count(fields(payload)["retryAfter"]) ?? 0;
		} else {
			this.onMessage.emit(name, payload, ack);
		}
	}

	#greeted(greeting: Greeting): void {
		this.#stopWaiting();
		this.#session = greeting.session;
		this.#attempt = 0;
		this.#refused = false;
		this.#drainedFor = undefined;
		const waiting = this.#waiting;
		this.#waiting = undefined;
		this.onGreeted.emit(greeting);
		this.#change("connected", {});
		waiting?.resolve();
	}

	/** What the client itself closed is no news: it has taken another turn before. */
	#transportChanged(state: ConnectionState, { reason = "", final = false }: Partial<TransportDetail> = {}): void {
		if (state !== "disconnected" || this.#suspended) {
			return;
		}
		if (final && (this.#state === "connected" || this.#state === "connecting")) {
			if (this.#close(reason)) {
				this.#end("disconnected", new DialogueError("DISCONNECTED", "The server closed the connection"), reason);
			}
		} else if (this.#state === "connected") {
			if (this.#close(reason)) {
				this.#later({ reason });
			}
		} else if (this.#state === "connecting" && this.#detail.retryAt === undefined) {
			this.#failed(this.#turn, new DialogueError("CONNECT_FAILED", reason));
		}
	}

	#failed(turn: number, error: Error): void {
		if (turn !== this.#turn) {
			return;
		}
		this.#close("");
		const code = error instanceof DialogueError ? error.code : "CONNECT_FAILED";
		const again = PASSING.has(code);
		if (!again && this.mayRenew && !this.#refused) {
			this.#refused = true;
			this.#try();
		} else if (again) {
			this.#later({ error });
		} else {
			this.#end("error", error as DialogueError);
		}
		this.onError.emit(error);
	}

	#later(why: Partial<StateDetail>): void {
		const { reconnection = true, reconnectionAttempts = Infinity } = this.options;
		if (!reconnection || this.#attempt >= reconnectionAttempts) {
			const error = why.error instanceof DialogueError ? why.error
				: new DialogueError("CONNECT_FAILED", why.error?.message ?? "The connection was lost");
			this.#end(why.error === undefined ? "disconnected" : "error", error, why.reason);
			return;
		}
		const draining = this.#drainedFor !== undefined;
		const atLeast = this.#drainedFor ?? (why.error instanceof DialogueError ? why.error.retryAfter : undefined);
		const delay = this.#backoff.delay(this.#attempt++, atLeast);
		this.#drainedFor = undefined;
		this.#toldToWait = atLeast !== undefined;
		this.#timer = setTimeout(() => this.#try(), delay);
		this.#change("connecting", { ...why, retryAt: Date.now() + delay, ...(draining && { draining }) });
	}

	/** Closes the connection; whether none of those who were told of it has decided what comes next. */
	#close(reason: string): boolean {
		const wasConnected = this.#state === "connected";
		const turn = ++this.#turn;
		this.#stopWaiting();
		this.#state = "disconnected";
		this.transport.disconnect();
		if (wasConnected) {
			this.onLost.emit(reason);
		}
		return turn === this.#turn;
	}

	#end(state: ConnectionState, error: DialogueError, reason?: string): void {
		this.#attempt = 0;
		this.#refused = false;
		const waiting = this.#waiting;
		this.#waiting = undefined;
		this.#change(state, { error, ...(reason !== undefined && { reason }) });
		this.onEnded.emit(error);
		waiting?.reject(error);
	}

	#stopWaiting(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#change(state: ConnectionState, detail: Partial<StateDetail>): void {
		this.#state = state;
		this.#detail = { attempt: this.#attempt, ...detail };
		this.onState.emit(state, this.#detail);
	}
}
