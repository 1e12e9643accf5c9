/*
 * Speaks the wire protocol with the stock client from npm, over each transport.
 *
 * SOCKET_URL   where the sample's sockets are, http://localhost:8080 unless told
 * SAMPLE_URL   where the sample's pages and its REST endpoint are, http://localhost:8080 unless told
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { afterEach, describe, test } from "node:test";
import { io } from "socket.io-client";

const socketUrl = process.env.SOCKET_URL ?? "http://localhost:8080";
const sampleUrl = process.env.SAMPLE_URL ?? "http://localhost:8080";
const WAIT = 10_000;

const clients = [];

/** A client that keeps what it receives, in order. */
class Client {
	#received = [];
	#waiting = [];

	constructor(transports, auth) {
		this.socket = io(socketUrl, { transports, auth, forceNew: true, reconnection: false });
		this.socket.onAny((event, ...args) => {
			const waiting = this.#waiting.shift();
			waiting ? waiting({ event, args }) : this.#received.push({ event, args });
		});
		this.disconnected = new Promise((resolve) => this.socket.on("disconnect", resolve));
		clients.push(this);
	}

	send(event, ...args) {
		this.socket.emit(`dialogue:${event}`, ...args);
	}

	ask(event, ...args) {
		return this.socket.timeout(WAIT).emitWithAck(`dialogue:${event}`, ...args);
	}

	/** The next message, which must have that name; its argument. */
	async expect(event) {
		const message = this.#received.shift() ?? await within(new Promise((resolve) => this.#waiting.push(resolve)));
		assert.equal(message.event, event, JSON.stringify(message));
		assert.equal(message.args.length, 1);
		return message.args[0];
	}

	/** What the server sent before it answered would have come before the answer. */
	async expectNothing() {
		assert.equal((await this.ask("listRooms")).ok, true);
		assert.deepEqual(this.#received, []);
	}
}

function within(promise) {
	let timer;
	const timeout = new Promise((resolve, reject) => {
		timer = setTimeout(() => reject(new Error("Nothing came")), WAIT);
	});
	return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

const unique = (name) => `${name}-${randomUUID().slice(0, 8)}`;

afterEach(() => clients.splice(0).forEach((client) => client.socket.disconnect()));

for (const transports of [["websocket"], ["polling"], ["polling", "websocket"]]) {
	describe(`over ${transports.join(", then ")}`, () => {
		const connect = async (userId) => {
			const client = new Client(transports, { userId });
			await client.expect("dialogue:connected");
			return client;
		};

		/** A room of its own for each test, without the sample's news of who is there. */
		const room = async (owner) => {
			const roomId = unique("room");
			assert.equal((await owner.ask("createRoom", { id: roomId, name: "A room", maxSize: 2 })).ok, true);
			await owner.expect("dialogue:roomCreated");
			const joined = await owner.ask("join", { roomId, subscriptions: ["message"] });
			assert.equal(joined.ok, true);
			return { roomId, joined };
		};

		const message = (roomId, text) => ({ roomId, event: "message", data: { text } });

		test("a client learns who it is", async () => {
			const userId = unique("alice");
			const client = new Client(transports, { userId });
			const connected = await client.expect("dialogue:connected");
			assert.equal(connected.userId, userId);
			assert.equal(connected.protocol, 1);
			assert.match(connected.session, /.{16}/);
			assert.equal(connected.clientId, client.socket.id);
			const anonymous = new Client(transports, undefined);
			assert.equal((await anonymous.expect("dialogue:connected")).userId, anonymous.socket.id);
		});

		test("the transport is upgraded if it may be", async () => {
			const client = await connect(unique("alice"));
			const engine = client.socket.io.engine;
			if (transports.length > 1 && engine.transport.name === "polling") {
				await within(new Promise((resolve) => engine.once("upgrade", resolve)));
			}
			assert.equal(engine.transport.name, transports.at(-1));
			await client.expectNothing();
		});

		test("events reach subscribers and their sender", async () => {
			const userId = unique("alice");
			const alice = await connect(userId);
			const { roomId } = await room(alice);
			const bob = await connect(unique("bob"));
			bob.send("join", { roomId, subscriptions: ["message"] });
			const joined = await bob.expect("dialogue:joined");
			assert.deepEqual([joined.roomId, joined.roomName, joined.subscriptions], [roomId, "A room", ["message"]]);
			alice.send("trigger", { ...message(roomId, "Grüße 👋"), meta: { trace: [1, null] }, id: "m1" });
			for (const client of [alice, bob]) {
				const { timestamp, ...event } = await client.expect("dialogue:event");
				assert.ok(Math.abs(Date.now() - timestamp) < 60_000);
				assert.deepEqual(event, { event: "message", roomId, data: { text: "Grüße 👋" }, from: userId,
					meta: { trace: [1, null] }, id: "m1", offset: 1 });
			}
			bob.send("leave", { roomId });
			assert.deepEqual(await bob.expect("dialogue:left"), { roomId });
			assert.equal((await alice.ask("trigger", message(roomId, "alone"))).recipients, 1);
			await alice.expect("dialogue:event");
			await bob.expectNothing();
		});

		test("subscriptions select what is received", async () => {
			const alice = await connect(unique("alice"));
			const { roomId } = await room(alice);
			const bob = await connect(unique("bob"));
			await bob.ask("join", { roomId, subscriptions: [] });
			await alice.ask("trigger", message(roomId, "unheard"));
			await bob.expectNothing();
			assert.deepEqual(await bob.ask("subscribe", { roomId, eventName: "typing" }), { ok: true });
			await alice.ask("trigger", { roomId, event: "typing", data: { isTyping: true } });
			assert.deepEqual((await bob.expect("dialogue:event")).data, { isTyping: true });
			assert.deepEqual(await bob.ask("unsubscribe", { roomId, eventName: "typing" }), { ok: true });
			assert.deepEqual(await bob.ask("subscribeAll", { roomId }), { ok: true });
			await alice.ask("trigger", message(roomId, "heard"));
			assert.deepEqual((await bob.expect("dialogue:event")).data, { text: "heard" });
			await bob.expectNothing();
		});

		test("every request is acknowledged once, and a repeated event is delivered once", async () => {
			const alice = await connect(unique("alice"));
			const { roomId, joined } = await room(alice);
			const trigger = { ...message(roomId, "once"), id: "k" };
			const [first, second] = await Promise.all([alice.ask("trigger", trigger), alice.ask("trigger", trigger)]);
			assert.deepEqual(first, { ok: true, id: "k", offset: 1, epoch: joined.epoch, recipients: 1 });
			assert.deepEqual(second, first);
			await alice.expect("dialogue:event");
			const { ok, rooms } = await alice.ask("listRooms");
			assert.equal(ok, true);
			assert.equal(rooms.find((it) => it.id === roomId).size, 1);
			assert.deepEqual(await alice.ask("leave", { roomId }), { ok: true, roomId });
			assert.deepEqual(await alice.ask("deleteRoom", { roomId }), { ok: true, roomId });
			assert.deepEqual(await alice.expect("dialogue:roomDeleted"), { roomId });
			await alice.expectNothing();
		});

		test("what is refused says why, as message and as acknowledgement", async () => {
			const alice = await connect(unique("alice"));
			const { roomId } = await room(alice);
			const bob = await connect(unique("bob"));
			const refused = async (client, request, payload, code, text) => {
				client.send(request, payload);
				assert.deepEqual(await client.expect("dialogue:error"), { code, message: text });
				assert.deepEqual(await client.ask(request, payload), { ok: false, code, message: text });
			};
			await refused(bob, "join", { roomId: "nowhere" }, "ROOM_NOT_FOUND", "Room 'nowhere' does not exist");
			await refused(bob, "join", { roomId: 7 }, "INVALID_REQUEST", "roomId must be a string");
			await refused(bob, "join", undefined, "INVALID_REQUEST", "roomId is required");
			await refused(bob, "trigger", message(roomId, "x"), "NOT_A_MEMBER", `Join room '${roomId}' first`);
			await refused(bob, "deleteRoom", { roomId }, "PERMISSION_DENIED",
				"Only the room creator can delete this room");
			await refused(bob, "createRoom", { id: roomId, name: "x" }, "ROOM_EXISTS",
				`Room '${roomId}' already exists`);
			await refused(alice, "trigger", { roomId, event: "presence", data: { users: [] } }, "EVENT_NOT_ALLOWED",
				`Event 'presence' is not allowed in room '${roomId}'`);
			await refused(alice, "trigger", message(roomId, ""), "VALIDATION_FAILED",
				"Event 'message' validation failed: text: must not be blank");
			await refused(alice, "trigger", message(roomId, "THIS IS LOUD NOISE"), "EVENT_REJECTED",
				"No shouting, please");
			await bob.ask("join", { roomId, subscriptions: [] });
			const carol = await connect(unique("carol"));
			await refused(carol, "join", { roomId }, "ROOM_FULL", `Room '${roomId}' is at capacity`);
			bob.send("unknown", { roomId });
			bob.send("request", { roomId });
			await bob.expectNothing();
		});

		test("history is sent on join and paged", async () => {
			const alice = await connect(unique("alice"));
			const { roomId } = await room(alice);
			for (const text of ["one", "two", "three"]) {
				await alice.ask("trigger", message(roomId, text));
				await alice.expect("dialogue:event");
			}
			const texts = (events) => events.map((event) => event.data.text);
			const bob = await connect(unique("bob"));
			bob.send("join", { roomId, subscriptions: [] });
			assert.equal((await bob.expect("dialogue:joined")).offset, 3);
			assert.deepEqual(texts((await bob.expect("dialogue:history")).events), ["three", "two", "one"]);
			bob.send("getHistory", { roomId, eventName: "message", start: 1, end: 2 });
			const page = await bob.expect("dialogue:historyResponse");
			assert.deepEqual([page.roomId, page.eventName, page.start, page.end], [roomId, "message", 1, 2]);
			assert.deepEqual(texts(page.events), ["two"]);
			assert.deepEqual(texts((await bob.ask("getHistory", { roomId, before: 3 })).events), ["two", "one"]);
		});

		test("what was missed is replayed, oldest first and before anything live", async () => {
			const alice = await connect(unique("alice"));
			const { roomId } = await room(alice);
			const userId = unique("bob");
			const bob = await connect(userId);
			const { epoch, offset } = await bob.ask("join", { roomId, subscriptions: ["message"] });
			bob.socket.disconnect();
			for (const text of ["one", "two"]) {
				await alice.ask("trigger", message(roomId, text));
			}
			const back = await connect(userId);
			back.send("join", { roomId, since: { epoch, offset }, subscriptions: ["message"] });
			await alice.ask("trigger", message(roomId, "three"));
			const joined = await back.expect("dialogue:joined");
			assert.deepEqual([joined.recovered, joined.epoch], [true, epoch]);
			for (const text of ["one", "two", "three"]) {
				assert.equal((await back.expect("dialogue:event")).data.text, text);
			}
			await back.expectNothing();
		});

		test("a session is taken over with its seat and its user id", async () => {
			const alice = await connect(unique("alice"));
			const { roomId } = await room(alice);
			const former = new Client(transports, {});
			const { userId, session } = await former.expect("dialogue:connected");
			await former.ask("join", { roomId });
			const next = new Client(transports, { session });
			assert.equal((await next.expect("dialogue:connected")).userId, userId);
			assert.match(await within(former.disconnected), /^transport (close|error)$/);
			assert.equal((await next.ask("join", { roomId, subscriptions: [] })).ok, true);
		});

		test("the server speaks, too", async () => {
			const alice = await connect(unique("alice"));
			const { roomId } = await room(alice);
			const say = (body) => fetch(`${sampleUrl}/api/rooms/${roomId}/messages`,
				{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
			assert.equal((await say({ text: "from outside" })).status, 200);
			const event = await alice.expect("dialogue:event");
			assert.deepEqual([event.from, event.data], ["curl", { text: "from outside" }]);
			assert.equal((await say({ text: " " })).status, 422);
			await alice.expectNothing();
		});
	});
}
