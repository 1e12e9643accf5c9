/*
 * What the JavaScript client makes of a server that asks for tokens, and of one whose history does not last.
 *
 * SOCKET_URL   where the sockets of the server are
 * SAMPLE_URL   where it triggers what it is told
 */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { createDialogueClient } from "../../../../dialogue-client-js/dist/index.js";
import { Proxy } from "../proxy.mjs";
import { state, unique, until } from "../support.mjs";
import { FaultProxy } from "./fault-proxy.mjs";

const { SOCKET_URL: socketUrl, SAMPLE_URL: sampleUrl } = process.env;
const LIFETIME = 1_500;

const closing = [];

afterEach(() => closing.splice(0).reverse().forEach((close) => close()));

async function connect(options) {
	const client = createDialogueClient({ reconnectionDelay: 20, reconnectionDelayMax: 100, refreshBefore: 0, ...options });
	closing.push(() => client.disconnect());
	client.onError(() => {});
	await client.connect();
	return client;
}

async function before(type) {
	const proxy = await type.before(socketUrl);
	closing.push(() => proxy.close());
	return proxy;
}

async function triggerAsServer(roomId, event, data, count = 1) {
	const { status } = await fetch(`${sampleUrl}/test/triggers`, { method: "POST",
		headers: { "content-type": "application/json" }, body: JSON.stringify({ roomId, event, data, count }) });
	assert.equal(status, 200);
}

test("a token expires while offline: a function is asked for a new one, and nothing is missed", async () => {
	const proxy = await before(Proxy);
	const user = unique("ada");
	const expiresAt = Date.now() + LIFETIME;
	const reasons = [];
	const client = await connect({ url: proxy.url, auth: { token: (reason) => {
		reasons.push(reason);
		return reason === "connect" ? `${user}@${expiresAt}` : user;
	} } });
	const room = await client.join("tokens", { subscriptions: ["news"] });
	const seen = [];
	const gaps = [];
	room.on("news", ({ data }) => seen.push(data));
	room.onGap(() => gaps.push("gap"));
	proxy.cut();
	await state(client, "connecting");
	const waiting = room.trigger("news", "from offline");
	await triggerAsServer("tokens", "news", "while offline");
	await until(() => Date.now() > expiresAt, () => "too early");
	assert.deepEqual([...new Set(reasons)], ["connect"]);
	proxy.restore();
	await waiting;
	await until(() => seen.length === 2, () => JSON.stringify(seen));
	assert.deepEqual([seen, gaps, client.userId, reasons.at(-1)], [["while offline", "from offline"], [], user, "refused"]);
});

test("a token expires while offline, and there is no other: the client gives up, and tells what waits", async () => {
	const proxy = await before(Proxy);
	const expiresAt = Date.now() + LIFETIME;
	const client = await connect({ url: proxy.url, auth: { token: `${unique("ada")}@${expiresAt}` } });
	const room = await client.join("tokens", { subscriptions: ["news"] });
	proxy.cut();
	await state(client, "connecting");
	const waiting = assert.rejects(room.trigger("news", "never"), { name: "DialogueError", code: "PERMISSION_DENIED" });
	await until(() => Date.now() > expiresAt, () => "too early");
	proxy.restore();
	await waiting;
	assert.deepEqual([client.state, client.stateDetail.error.code], ["error", "PERMISSION_DENIED"]);
	await assert.rejects(room.trigger("news", "never"), { code: "DISCONNECTED" });
});

test("history is evicted while it is replayed to a slow client: it loses the connection, and is told of the gap", async () => {
	const proxy = await before(FaultProxy);
	const client = await connect({ url: proxy.url, auth: { token: unique("ada") }, socketOptions: { transports: ["websocket"] } });
	const room = await client.join("large", { subscriptions: ["blob"] });
	const log = [];
	room.on("blob", ({ offset }) => log.push(offset));
	room.onGap(() => log.push("gap"));
	proxy.refuse();
	await state(client, "connecting");
	const joined = new Promise((resolve) => {
		const off = room.onChange(() => {
			if (room.state === "joined") {
				proxy.reading(false);
				off();
				resolve();
			}
		});
	});
	await triggerAsServer("large", "blob", "x".repeat(100_000), 100);
	proxy.restore();
	await joined;
	await triggerAsServer("large", "blob", "y", 10_000);
	assert.equal(log.includes("gap"), false);
	const replaying = log.length;
	proxy.reading(true);
	await until(() => log.includes("gap"), () => `${log.length} events and no gap`);
	await triggerAsServer("large", "blob", "after");
	await until(() => log.at(-1) > 10_100, () => `at ${log.at(-1)}`);
	const offsets = log.filter((entry) => entry !== "gap");
	assert.ok(replaying < 100, `${replaying} events were through before any was evicted`);
	assert.deepEqual(offsets, [...new Set(offsets)].sort((one, two) => one - two));
	assert.equal(log.filter((entry) => entry === "gap").length, 1);
	const replayed = log.slice(0, log.indexOf("gap"));
	assert.deepEqual(replayed, Array.from(replayed, (_, index) => index + 1), "a hole before the gap");
	assert.ok(replayed.length >= 100);
});
