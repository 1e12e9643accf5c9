/*
 * The JavaScript client against the server, over connections that break.
 *
 * SOCKET_URL   where the sample's sockets are, http://localhost:8080 unless told
 * SAMPLE_URL   where its REST endpoint is, http://localhost:8080 unless told
 */
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { createDialogueClient, SocketIoTransport } from "../../../dialogue-client-js/dist/index.js";
import { Proxy } from "./proxy.mjs";
import { state, unique, until } from "./support.mjs";

const socketUrl = process.env.SOCKET_URL ?? "http://localhost:8080";
const sampleUrl = process.env.SAMPLE_URL ?? "http://localhost:8080";

const closing = [];

afterEach(() => closing.splice(0).reverse().forEach((close) => close()));

function newClient(options = {}) {
	const client = createDialogueClient({ url: socketUrl, reconnectionDelay: 50, reconnectionDelayMax: 200, ...options });
	const errors = [];
	client.onError((error) => errors.push(error));
	closing.push(() => client.disconnect());
	return Object.assign(client, { errors });
}

async function connect(userId, options) {
	const client = newClient({ auth: { userId }, ...options });
	await client.connect();
	return client;
}

async function newProxy() {
	const proxy = await Proxy.before(socketUrl);
	closing.push(() => proxy.close());
	return proxy;
}

/** A room of the test's own, with what its maker hears. */
async function newRoom(owner, options = {}) {
	const roomId = unique("room");
	await owner.createRoom({ id: roomId, name: "A room", ...options });
	return listen(owner, roomId);
}

async function listen(client, roomId) {
	const room = client.room(roomId);
	const texts = [];
	const gaps = [];
	room.on("message", ({ data }) => texts.push(data.text));
	room.onGap(() => gaps.push(roomId));
	await room.join({ subscriptions: ["message"] });
	return { room, roomId, texts, gaps };
}

const hears = (texts, expected) => until(() => texts.length >= expected.length, () => `only ${JSON.stringify(texts)}`)
	.then(() => assert.deepEqual(texts, expected));

const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => `${from + index}`);

/** Says something in a room as the server does: without a client's limits. */
async function say(roomId, text) {
	const response = await fetch(`${sampleUrl}/api/rooms/${roomId}/messages`, {
		method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text }) });
	assert.equal(response.status, 200, await response.text());
}

for (const transports of [["websocket"], ["polling"], ["polling", "websocket"]]) {
	describe(`over ${transports.join(", then ")}`, () => {
		const options = { socketOptions: { transports } };

		test("rooms, events, acknowledgements, history and errors", async () => {
			const ada = await connect(unique("ada"), options);
			const { room, roomId, texts } = await newRoom(ada, { description: "For this test", maxSize: 1 });
			assert.equal(room.roomName, "A room");
			const result = await room.trigger("message", { text: "Grüße 👋" }, { trace: [1, null] }, { id: "mine" });
			assert.deepEqual({ ...result, epoch: typeof result.epoch }, { id: "mine", offset: 1, epoch: "string", recipients: 1 });
			assert.deepEqual(await room.trigger("message", { text: "again" }, undefined, { id: "mine" }), result);
			await hears(texts, ["Grüße 👋"]);
			const [kept] = await room.getHistory("message");
			assert.deepEqual([kept.data, kept.from, kept.meta, kept.id], [{ text: "Grüße 👋" }, ada.userId, { trace: [1, null] }, "mine"]);
			await assert.rejects(room.trigger("message", { text: "" }), { name: "DialogueError", code: "VALIDATION_FAILED" });
			await assert.rejects(room.trigger("nothing", {}), { code: "EVENT_NOT_ALLOWED" });
			await assert.rejects(room.trigger("message", { text: "NOBODY SHOUTS HERE" }), { code: "EVENT_REJECTED" });
			await assert.rejects(ada.join("nowhere"), { code: "ROOM_NOT_FOUND" });
			const bob = await connect(unique("bob"), options);
			await assert.rejects(bob.join(roomId), { code: "ROOM_FULL" });
			await assert.rejects(bob.deleteRoom(roomId), { code: "PERMISSION_DENIED" });
			const listed = (await bob.listRooms()).find(({ id }) => id === roomId);
			assert.deepEqual(listed, { id: roomId, name: "A room", description: "For this test", size: 1, maxSize: 1, createdById: ada.userId });
			const deleted = new Promise((resolve) => bob.onRoomDeleted(resolve));
			const left = new Promise((resolve) => room.onLeft(resolve));
			await ada.deleteRoom(roomId);
			assert.equal(await deleted, roomId);
			await left;
			assert.deepEqual(ada.errors, []);
		});

		test("what happens while the connection is lost comes afterwards, once and in order", async () => {
			const proxy = await newProxy();
			const ada = await connect(unique("ada"), { ...options, url: proxy.url });
			const { room, roomId, texts, gaps } = await newRoom(ada);
			const { room: bobs } = await listen(await connect(unique("bob"), options), roomId);
			for (let round = 0; round < 3; round++) {
				proxy.cut();
				await state(ada, "connecting");
				const waiting = room.trigger("message", { text: `${round * 10 + 10}` });
				for (const text of numbers(round * 10 + 1, round * 10 + 9)) {
					await bobs.trigger("message", { text });
				}
				proxy.restore();
				await waiting;
			}
			await hears(texts, numbers(1, 30));
			assert.deepEqual(gaps, []);
		});
	});
}

test("events under way when a connection breaks are published once each, in order", async () => {
	const proxy = await newProxy();
	const ada = await connect(unique("ada"), { url: proxy.url });
	const { room, roomId } = await newRoom(ada);
	const { texts, gaps } = await listen(await connect(unique("bob")), roomId);
	proxy.stall();
	const triggered = numbers(1, 20).map((text) => room.trigger("message", { text }));
	await hears(texts, numbers(1, 20));
	proxy.cut();
	await state(ada, "connecting");
	triggered.push(...numbers(21, 30).map((text) => room.trigger("message", { text })));
	proxy.restore();
	const results = await Promise.all(triggered);
	assert.deepEqual(results.map(({ offset }) => offset), numbers(1, 30).map(Number));
	await hears(texts, numbers(1, 30));
	assert.deepEqual(gaps, []);
});

test("nobody finds his own seat taken by his ghost, and an anonymous user stays the same", async () => {
	const proxy = await newProxy();
	const anonymous = newClient({ url: proxy.url, auth: {} });
	await anonymous.connect();
	const { room, texts, gaps } = await newRoom(anonymous, { maxSize: 1 });
	const { userId, clientId } = anonymous;
	proxy.stall();
	proxy.abandon();
	await until(() => anonymous.clientId !== clientId && room.state === "joined", () => `${room.state} as ${anonymous.clientId}`);
	assert.equal(anonymous.userId, userId);
	await room.trigger("message", { text: "still me" });
	await hears(texts, ["still me"]);
	assert.deepEqual(gaps, []);
});

test("history shorter than the outage is a gap, told before what follows", async () => {
	const proxy = await newProxy();
	const ada = await connect(unique("ada"), { url: proxy.url });
	const { roomId, room, texts, gaps } = await newRoom(ada);
	const log = [];
	room.onGap(() => log.push("gap"));
	room.onHistory((events) => log.push(events.length));
	proxy.cut();
	await state(ada, "connecting");
	for (let i = 0; i < 30; i++) {
		await Promise.all(numbers(1, 20).map((text) => say(roomId, text)));
	}
	proxy.restore();
	await until(() => log.length === 2, () => JSON.stringify(log));
	assert.deepEqual(log, ["gap", 30]);
	await say(roomId, "after");
	await hears(texts, ["after"]);
	assert.deepEqual(gaps, [roomId]);
});

/** Tells the server another place than the one up to which the client has seen a room's events. */
class Misplaced extends SocketIoTransport {

	place = (since) => since;

	send(name, payload, ack) {
		super.send(name, payload?.since ? { ...payload, since: this.place(payload.since) } : payload, ack);
	}

}

test("an offset from the future, and an epoch of another room, are a gap, after which the room goes on", async () => {
	const bob = await connect(unique("bob"));
	const other = await newRoom(bob);
	const { epoch } = await other.room.trigger("message", { text: "elsewhere" });
	for (const place of [(since) => ({ ...since, offset: since.offset + 1000 }), (since) => ({ ...since, epoch })]) {
		const proxy = await newProxy();
		const transport = new Misplaced(proxy.url);
		const ada = await connect(unique("ada"), { transport });
		const { roomId, texts, gaps } = await newRoom(ada);
		await say(roomId, "1");
		await hears(texts, ["1"]);
		proxy.cut();
		await state(ada, "connecting");
		await say(roomId, "2");
		transport.place = place;
		proxy.restore();
		await until(() => gaps.length > 0, () => "no gap");
		await say(roomId, "3");
		await hears(texts, ["1", "3"]);
		assert.deepEqual(gaps, [roomId]);
	}
});

test("a queue that overflows offline refuses what is new, and keeps what waits", async () => {
	const proxy = await newProxy();
	const ada = await connect(unique("ada"), { url: proxy.url, queueSize: 3 });
	const { room, texts } = await newRoom(ada);
	proxy.cut();
	await state(ada, "connecting");
	const waiting = numbers(1, 3).map((text) => room.trigger("message", { text }));
	for (const text of numbers(4, 5)) {
		await assert.rejects(room.trigger("message", { text }), { name: "DialogueError", code: "QUEUE_FULL" });
	}
	proxy.restore();
	await Promise.all(waiting);
	await room.trigger("message", { text: "6" });
	await hears(texts, ["1", "2", "3", "6"]);
});

test("a room that was deleted and made anew while offline has another history: a gap", async () => {
	const proxy = await newProxy();
	const ada = await connect(unique("ada"), { url: proxy.url });
	const bob = await connect(unique("bob"));
	const { roomId } = await newRoom(bob);
	const { gaps, texts } = await listen(ada, roomId);
	await say(roomId, "old");
	await hears(texts, ["old"]);
	proxy.cut();
	await state(ada, "connecting");
	await bob.deleteRoom(roomId);
	await bob.createRoom({ id: roomId, name: "Another room" });
	proxy.restore();
	await until(() => gaps.length > 0, () => "no gap");
	await say(roomId, "new");
	await hears(texts, ["old", "new"]);
});

test("a room that was deleted while offline is left, and what waits for it is told", async () => {
	const proxy = await newProxy();
	const ada = await connect(unique("ada"), { url: proxy.url });
	const bob = await connect(unique("bob"));
	const { roomId } = await newRoom(bob);
	const { room } = await listen(ada, roomId);
	const left = new Promise((resolve) => room.onLeft(resolve));
	proxy.cut();
	await state(ada, "connecting");
	const waiting = assert.rejects(room.trigger("message", { text: "too late" }), { code: "ROOM_NOT_FOUND" });
	await bob.deleteRoom(roomId);
	proxy.restore();
	await waiting;
	assert.equal((await left).reason, "refused");
	assert.equal(ada.getRoom(roomId), undefined);
});

test("two tabs of one user hear the same, and lose and find their connections apart", async () => {
	const proxy = await newProxy();
	const userId = unique("ada");
	const [one, two] = [await connect(userId, { url: proxy.url }), await connect(userId)];
	const first = await newRoom(one);
	const second = await listen(two, first.roomId);
	assert.notEqual(one.clientId, two.clientId);
	proxy.cut();
	await state(one, "connecting");
	await second.room.trigger("message", { text: "from the second" });
	proxy.restore();
	await state(one, "connected");
	await first.room.trigger("message", { text: "from the first" });
	for (const { texts, gaps } of [first, second]) {
		await hears(texts, ["from the second", "from the first"]);
		assert.deepEqual(gaps, []);
	}
	assert.equal(two.connected, true);
	assert.equal((await two.listRooms()).find(({ id }) => id === first.roomId).size, 2);
});

test("more than the server takes at once waits its turn, and nothing is lost", async () => {
	const proxy = await newProxy();
	const ada = await connect(unique("ada"), { url: proxy.url });
	const { room, texts } = await newRoom(ada);
	proxy.cut();
	await state(ada, "connecting");
	const triggered = numbers(1, 250).map((text) => room.trigger("message", { text }));
	proxy.restore();
	await Promise.all(triggered);
	await hears(texts, numbers(1, 250));
});
