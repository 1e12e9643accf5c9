import { Deferred } from "../../src/deferred.js";
import { DialogueClient, type DialogueClientOptions } from "../../src/index.js";
import type { Acknowledgement, ConnectionState, Transport, TransportDetail } from "../../src/index.js";
import { Listeners } from "../../src/listeners.js";

export interface Sent {
	name: string;
	payload: any;
	ack: ((answer: unknown) => void) | undefined;
}

/** A transport whose other end is the test. */
export class FakeTransport implements Transport {
	readonly name = "fake";
	state: ConnectionState = "disconnected";
	/** What the client said of itself at each attempt. */
	readonly auths: Record<string, unknown>[] = [];
	/** What was sent and not yet looked at. */
	sent: Sent[] = [];
	readonly #receivers = new Listeners<[string, unknown, Acknowledgement?]>();
	readonly #watchers = new Listeners<[ConnectionState, TransportDetail?]>();
	#opening: Deferred | undefined;

	connect(auth: Record<string, unknown>): Promise<void> {
		this.auths.push(auth);
		this.state = "connecting";
		this.#opening = new Deferred();
		return this.#opening.promise;
	}

	disconnect(): void {
		this.state = "disconnected";
	}

	send(name: string, payload?: unknown, ack?: (answer: unknown) => void): void {
		if (this.state !== "connected") {
			throw new Error(`Sent '${name}' without a connection`);
		}
		this.sent.push({ name, payload, ack });
	}

	onReceive(handler: (name: string, payload: unknown, ack?: Acknowledgement) => void) {
		return this.#receivers.add(handler);
	}

	onStateChange(handler: (state: ConnectionState, detail?: TransportDetail) => void) {
		return this.#watchers.add(handler);
	}

	/** The server takes the connection and greets. */
	greet(greeting: object = { clientId: "c1", userId: "ada", protocol: 1, session: "s1" }): void {
		this.open();
		this.receive("dialogue:connected", greeting);
	}

	open(): void {
		this.state = "connected";
		this.#opening?.resolve();
	}

	refuse(error: Error): void {
		this.state = "disconnected";
		this.#opening?.reject(error);
	}

	receive(name: string, payload?: unknown, ack?: Acknowledgement): void {
		this.#receivers.emit(name, payload, ack);
	}

	/** Sends a message that asks for an acknowledgement; gives what came of it, up to now. */
	ask(name: string, payload?: unknown): unknown[][] {
		const acknowledged: unknown[][] = [];
		this.receive(name, payload, (...answer) => acknowledged.push(answer));
		return acknowledged;
	}

	event(roomId: string, offset: number | undefined, data: unknown = offset, event = "message"): void {
		this.receive("dialogue:event", { event, roomId, data, from: "bob", timestamp: 1, ...(offset !== undefined && { offset }) });
	}

	lose(reason = "transport close", final = false): void {
		this.state = "disconnected";
		this.#watchers.emit("disconnected", { reason, final });
	}

	/** The oldest request of that name. */
	take(name: string): Sent {
		const index = this.sent.findIndex((sent) => sent.name === name);
		if (index < 0) {
			throw new Error(`No '${name}' among [${this.sent.map((sent) => sent.name)}]`);
		}
		return this.sent.splice(index, 1)[0]!;
	}

	/** Answers the oldest request of that name; gives its payload. */
	answer(name: string, answer: object = {}): any {
		const { payload, ack } = this.take(name);
		ack?.({ ok: true, ...answer });
		return payload;
	}

	refuseRequest(name: string, code: string, more: object = {}): any {
		const { payload, ack } = this.take(name);
		ack?.({ ok: false, code, message: `${code} it is`, ...more });
		return payload;
	}

	/** Answers a join as a room with history would. */
	join(roomId: string, answer: object = {}): any {
		return this.answer("dialogue:join", { roomId, roomName: roomId.toUpperCase(), subscriptions: ["message"], epoch: "e1",
			offset: 0, ...answer });
	}
}

export interface Fixture {
	transport: FakeTransport;
	client: DialogueClient;
	errors: Error[];
}

/** A client without jitter over a fake transport. */
export function fixture(options: DialogueClientOptions = {}): Fixture {
	const transport = new FakeTransport();
	const client = new DialogueClient({ transport, randomizationFactor: 0, ...options });
	const errors: Error[] = [];
	client.onError((error) => errors.push(error));
	return { transport, client, errors };
}

/** A client that is connected. */
export async function connected(options: DialogueClientOptions = {}, greeting?: object): Promise<Fixture> {
	const it = fixture(options);
	await settle();
	it.transport.greet(greeting);
	await it.client.connect();
	return it;
}

/** A client that is in a room at offset `offset`. */
export async function inRoom(offset = 0, options: DialogueClientOptions = {}) {
	const it = await connected(options);
	const joining = it.client.join("chat");
	it.transport.join("chat", { offset });
	const room = await joining;
	const seen: unknown[] = [];
	room.on("message", ({ data }) => seen.push(data));
	const gaps: string[] = [];
	it.client.onGap((roomId) => gaps.push(roomId));
	await later();
	return { ...it, room, seen, gaps };
}

/** Lets promises settle. */
export async function settle(): Promise<void> {
	for (let i = 0; i < 10; i++) {
		await Promise.resolve();
	}
}

/** Lets timers of no length run, too; with fake timers. */
export async function later(milliseconds = 0): Promise<void> {
	const { vi } = await import("vitest");
	await vi.advanceTimersByTimeAsync(milliseconds);
}
