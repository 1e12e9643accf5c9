// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connected, inRoom, later, settle } from "./fake-transport.js";
import { DialogueError } from "../../src/index.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const page = (type: string, persisted = true) => window.dispatchEvent(Object.assign(new Event(type), { persisted }));

test("a page in the back/forward cache has no connection, and recovers when it is restored", async () => {
	const { transport, client, room, seen, gaps } = await inRoom(4);
	page("pagehide");
	expect([client.connected, transport.state, room.state]).toEqual([false, "disconnected", "joining"]);
	await later(60_000);
	expect(transport.auths).toHaveLength(1);
	const waiting = room.trigger("message", "from the cache");
	page("pageshow");
	await settle();
	expect(transport.auths[1]).toEqual({ session: "s1" });
	transport.greet();
	expect(transport.join("chat", { offset: 5, recovered: true }).since).toEqual({ epoch: "e1", offset: 4 });
	transport.event("chat", 5);
	expect(transport.answer("dialogue:trigger").data).toBe("from the cache");
	await waiting;
	expect([seen, gaps]).toEqual([[5], []]);
});

test("a page that is shown or hidden without the cache changes nothing", async () => {
	const { client, transport } = await connected();
	page("pagehide", false);
	page("pageshow", false);
	page("pageshow");
	await later(60_000);
	expect([client.connected, transport.auths.length]).toEqual([true, 1]);
});

test("a network that is back ends the wait, and so does somebody who looks", async () => {
	for (const hurry of [() => page("online"), () => document.dispatchEvent(new Event("visibilitychange"))]) {
		const { transport, client } = await connected({ reconnectionDelay: 60_000 });
		transport.lose();
		hurry();
		await settle();
		expect(transport.auths).toHaveLength(2);
		client.disconnect();
	}
});

test("a server that is too busy is not hurried", async () => {
	const { transport } = await connected({ reconnectionDelay: 10 });
	transport.lose();
	await later(20);
	transport.refuse(new DialogueError<string>("RATE_LIMITED", "Too many", 5000));
	page("online");
	await later(4000);
	expect(transport.auths).toHaveLength(2);
	await later(1010);
	expect(transport.auths).toHaveLength(3);
});

test("a server that drains is not hurried, and a client that was disconnected watches nothing", async () => {
	const { transport, client } = await connected();
	transport.receive("dialogue:draining", { retryAfter: 60_000 });
	transport.lose();
	page("online");
	await settle();
	expect(transport.auths).toHaveLength(1);
	client.disconnect();
	["online", "pagehide", "pageshow"].forEach((type) => page(type));
	await later(120_000);
	expect([client.state, transport.auths.length]).toEqual(["disconnected", 1]);
});
