import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connected, fixture, inRoom, later, settle } from "./fake-transport.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const NONSENSE = [undefined, null, 7, "text", [], [null], {}, { roomId: 7 }, { roomId: "chat", events: "none" },
	{ event: "message", roomId: "chat", from: "bob", timestamp: "now" },
	{ event: "message", roomId: "chat", from: "bob", timestamp: 1, offset: -1 },
	{ event: "message", roomId: "chat", from: "bob", timestamp: 1, offset: 1.5 },
	{ event: "message", roomId: "chat", from: "bob", timestamp: 1, offset: "9" }];

describe("a server that answers nonsense", () => {
	test("messages without sense are dropped, and told", async () => {
		const { transport, room, seen, errors } = await inRoom();
		NONSENSE.forEach((payload) => transport.receive("dialogue:event", payload));
		expect(seen).toEqual([]);
		expect(errors).toHaveLength(NONSENSE.length);
		expect(errors[0]).toMatchObject({ code: "PROTOCOL_ERROR", message: "The server sent a 'dialogue:event' that makes no sense" });
		for (const name of ["history", "joined", "left", "roomCreated", "roomDeleted", "error", "draining", "connected", "unknown"]) {
			[undefined, null, 7, "text", [], {}].forEach((payload) => transport.receive(`dialogue:${name}`, payload));
		}
		transport.event("chat", 1);
		expect([seen, room.state]).toEqual([[1], "joined"]);
	});

	test("a greeting without sense is a failed attempt", async () => {
		const { transport, client, errors } = fixture();
		await settle();
		transport.greet({ userId: 7 });
		expect([client.state, errors[0]]).toMatchObject(["connecting", { code: "PROTOCOL_ERROR" }]);
		await later(1000);
		transport.greet();
		expect(client.connected).toBe(true);
	});

	test.each([[undefined], [null], ["ok"], [[]], [{}], [{ ok: "yes" }], [{ ok: false }], [{ ok: false, code: 7 }]])(
		"an acknowledgement like %j rejects its request", async (answer) => {
			const { transport, client, room } = await inRoom();
			const requests = [room.trigger("message", 1), room.getHistory("message"), client.listRooms(), client.join("other")];
			transport.sent.splice(0).forEach(({ ack }) => ack!(answer));
			for (const request of requests) {
				await expect(request).rejects.toMatchObject({ code: "PROTOCOL_ERROR" });
			}
			expect(room.state).toBe("joined");
		});

	test("an answer that says yes and nothing else is not enough", async () => {
		const { transport, client, room } = await inRoom();
		const requests = [room.getHistory("message"), client.listRooms(), client.join("other"), client.createRoom({ id: "a", name: "A" })];
		transport.sent.splice(0).forEach(({ ack }) => ack!({ ok: true }));
		for (const request of requests) {
			await expect(request).rejects.toMatchObject({ code: "PROTOCOL_ERROR" });
		}
	});

	test("a rejoin that is answered with nonsense is tried again", async () => {
		const { transport, room, seen } = await inRoom();
		transport.lose();
		await later(1000);
		transport.greet();
		transport.take("dialogue:join").ack!("nonsense");
		await later(1000);
		transport.join("chat", { offset: 1, recovered: true });
		transport.event("chat", 1);
		expect([room.state, seen]).toEqual(["joined", [1]]);
	});

	test("events of rooms that are not joined are dropped", async () => {
		const { transport, client } = await connected();
		client.room("idle").on("message", () => expect.unreachable());
		transport.event("idle", 1);
		transport.event("unknown", 1);
		await later();
	});
});

describe("an answer that contradicts what was asked for is a gap", () => {
	test.each([
		["an offset from the future: the server's history is shorter than what was seen", { offset: 3, recovered: true }],
		["an epoch of another room", { epoch: "e2", offset: 900, recovered: true }],
		["no place at all", { epoch: undefined, offset: undefined, recovered: true }],
		["history was evicted", { offset: 900, recovered: false }],
		["recovered is no truth value", { offset: 900, recovered: "yes" }],
	])("%s", async (_, answer) => {
		const { transport, seen, gaps } = await inRoom(7);
		transport.lose();
		await later(1000);
		transport.greet();
		transport.join("chat", answer);
		expect(gaps).toEqual(["chat"]);
		transport.event("chat", 1000);
		expect(seen).toEqual([1000]);
	});
});

test("history that is evicted while it is replayed: the server cuts the connection, and the next join tells the gap", async () => {
	const { transport, seen, gaps } = await inRoom(0);
	transport.lose();
	await later(1000);
	transport.greet();
	transport.join("chat", { offset: 500, recovered: true });
	transport.event("chat", 1);
	transport.lose("transport close");
	await later(1000);
	transport.greet();
	expect(transport.join("chat", { offset: 900, recovered: false }).since).toEqual({ epoch: "e1", offset: 1 });
	expect([seen, gaps]).toEqual([[1], ["chat"]]);
});

test("more events than can be held back while a rejoin is answered are a gap", async () => {
	const { transport, gaps } = await inRoom(0);
	transport.lose();
	await later(1000);
	transport.greet();
	for (let i = 0; i <= 10_000; i++) {
		transport.event("chat", undefined, i);
	}
	transport.join("chat", { recovered: true });
	expect(gaps).toEqual(["chat"]);
});

test("two tabs of one user have a session each, and none ends the other's", async () => {
	const [one, two] = [await connected({}, { clientId: "c1", userId: "ada", protocol: 1, session: "s1" }),
		await connected({}, { clientId: "c2", userId: "ada", protocol: 1, session: "s2" })];
	for (const [{ transport, client }, session] of [[one, "s1"], [two, "s2"]] as const) {
		transport.lose();
		await later(1000);
		expect(transport.auths.at(-1)).toEqual({ session });
		transport.greet({ clientId: "c3", userId: "ada", protocol: 1, session: `${session} renewed` });
		expect(client.connected).toBe(true);
	}
});
