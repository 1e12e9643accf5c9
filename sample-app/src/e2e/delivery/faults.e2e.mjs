/*
 * Twenty clients over connections that fail on a schedule made from a seed, while the server and the clients trigger
 * events: nothing is lost, repeated or out of order without being told.
 *
 * SOCKET_URL   where the sockets of the server are
 * SAMPLE_URL   where it triggers what it is told
 * FAULTS_SEED  the seed; a new one unless told
 */
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, test } from "node:test";
import { createDialogueClient } from "../../../../dialogue-client-js/dist/index.js";
import { DeliveryChecker } from "./delivery-checker.mjs";
import { FaultProxy, faults } from "./fault-proxy.mjs";
import { WAIT, until } from "../support.mjs";
import { Random } from "./random.mjs";

const { SOCKET_URL: socketUrl, SAMPLE_URL: sampleUrl } = process.env;
const seed = Number(process.env.FAULTS_SEED ?? randomInt(2 ** 31));
const CLIENTS = 20;
const TRAFFIC = 10_000;
const TRIGGERS = 150;
const FAULTS = 150;
const MAX_TIME = 1_000;
const WAYS = [["websocket"], ["websocket"], ["polling"], ["polling", "websocket"]];
const ROOMS = { long: "news", short: "notes" };

const random = new Random(seed);
const checker = new DeliveryChecker();
const closing = [];
const counts = { lost: 0, acknowledged: 0 };

after(() => closing.reverse().forEach((close) => close()));

async function connect(name, options) {
	const client = createDialogueClient({ auth: { token: name }, reconnectionDelay: 20, reconnectionDelayMax: 200,
		timeout: WAIT, ...options });
	closing.push(() => client.disconnect());
	client.onDisconnect(() => counts.lost++);
	await client.connect();
	return client;
}

async function watched(name, options) {
	const client = await connect(name, options);
	client.onError((error) => ["CONNECT_FAILED", "TIMEOUT"].includes(error.code) || checker.violations.push(`${name}: ${error}`));
	for (const roomId of Object.keys(ROOMS)) {
		const room = client.room(roomId);
		checker.watch(name, room);
		await room.join({ subscriptions: ["*"] });
	}
	return client;
}

async function triggerAsServer(roomId, number) {
	const trigger = { roomId, event: ROOMS[roomId], data: { by: "server", number }, count: 2 };
	const { status } = await fetch(`${sampleUrl}/test/triggers`, { method: "POST",
		headers: { "content-type": "application/json" }, body: JSON.stringify(trigger) });
	assert.equal(status, 200);
}

/** An acknowledged event must be what was published under its offset, which is looked at once all is there. */
async function triggerAsClient(client, roomId, number) {
	const data = { by: client.userId, number };
	const { id, offset } = await client.getRoom(roomId).trigger(ROOMS[roomId], data);
	counts.acknowledged++;
	return { roomId, id, offset, data };
}

test("clients miss nothing without being told", { timeout: 3 * WAIT }, async () => {
	console.log(`Faults with seed ${seed}`);
	const proxy = await FaultProxy.before(socketUrl);
	closing.push(() => proxy.close());
	const observer = await connect("observer", { url: socketUrl });
	for (const roomId of Object.keys(ROOMS)) {
		const room = observer.room(roomId);
		checker.observe(room);
		await room.join({ subscriptions: ["*"] });
	}
	const clients = await Promise.all(Array.from({ length: CLIENTS }, (_, index) =>
		watched(`client-${index}`, { url: proxy.url, socketOptions: { transports: WAYS[index % WAYS.length] } })));
	const timers = Array.from({ length: FAULTS }, () => {
		const step = [random.below(2 ** 20), random.of(faults), random.below(MAX_TIME)];
		return setTimeout(() => proxy.harm(...step), random.below(TRAFFIC));
	});
	closing.push(() => timers.forEach(clearTimeout));
	const triggered = await Promise.all(Array.from({ length: TRIGGERS }, async (_, number) => {
		const [time, byServer, client, roomId] = [TRAFFIC / TRIGGERS * number, random.below(2) === 0, random.of(clients),
			random.of(Object.keys(ROOMS))];
		await new Promise((resolve) => setTimeout(resolve, time));
		return byServer ? triggerAsServer(roomId, number) : triggerAsClient(client, roomId, number);
	}));
	await Promise.all(Object.keys(ROOMS).map((roomId) => triggerAsServer(roomId, TRIGGERS)));
	await until(() => checker.behind.length === 0, () => `seed ${seed}: ${checker.behind.join("; ")}`);
	const violations = checker.judge();
	const [long, short] = Object.keys(ROOMS).map((roomId) => checker.gapsIn(roomId));
	console.log(`Seed ${seed}: ${violations.length} violations, ${checker.gaps} gaps, ${counts.lost} lost connections, `
		+ `${counts.acknowledged} acknowledged triggers, ${checker.received} received events`);
	assert.deepEqual(violations, [], `seed ${seed}`);
	for (const { roomId, id, offset, data } of triggered.filter((it) => it !== undefined)) {
		const event = checker.published(roomId)[offset - 1];
		assert.deepEqual([event.id, event.data], [id, data], `seed ${seed}`);
	}
	for (const roomId of Object.keys(ROOMS)) {
		const ids = checker.published(roomId).map(({ id }) => id).filter((id) => id !== undefined);
		assert.equal(new Set(ids).size, ids.length, `seed ${seed}: published twice in ${roomId}`);
	}
	assert.equal(long, 0, `seed ${seed}: gaps where the history is long enough`);
	assert.ok(short > 0, `seed ${seed}: no gap where the history is short`);
	assert.ok(counts.lost > 0, `seed ${seed}: no connection was lost`);
});
