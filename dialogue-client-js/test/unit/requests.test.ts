import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connected, fixture, inRoom, later, settle } from "./fake-transport.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const names = (sent: { payload: any }[]) => sent.map(({ payload }) => payload.data);

test("trigger gives what the server says of the event", async () => {
	const { transport, room } = await inRoom();
	const triggered = room.trigger("message", { text: "Hi" }, { trace: 1 }, { id: "mine" });
	expect(transport.answer("dialogue:trigger", { offset: 7, epoch: "e1", recipients: 3, id: "mine" }))
		.toEqual({ roomId: "chat", event: "message", data: { text: "Hi" }, meta: { trace: 1 }, id: "mine" });
	expect(await triggered).toEqual({ id: "mine", offset: 7, epoch: "e1", recipients: 3 });
	room.trigger("ping");
	expect(transport.take("dialogue:trigger").payload).toEqual({ roomId: "chat", event: "ping", id: expect.any(String) });
	room.trigger("ping", null);
	expect(transport.take("dialogue:trigger").payload).toMatchObject({ data: null });
});

test("each event has an id of its own, also among clients", async () => {
	const rooms = [await inRoom(), await inRoom()];
	const ids = rooms.flatMap(({ transport, room }) => {
		for (let i = 0; i < 50; i++) {
			room.trigger("message", i);
		}
		return transport.sent.map(({ payload }) => payload.id);
	});
	expect(new Set(ids).size).toBe(100);
	expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(32);
});

test("a refusal rejects the trigger that it belongs to", async () => {
	const { transport, room, errors } = await inRoom();
	const [good, bad] = [room.trigger("message", 1), room.trigger("message", 2)];
	transport.answer("dialogue:trigger");
	transport.refuseRequest("dialogue:trigger", "VALIDATION_FAILED");
	await good;
	await expect(bad).rejects.toMatchObject({ name: "DialogueError", code: "VALIDATION_FAILED" });
	await later();
	expect(errors).toEqual([]);
});

test("a refusal that nobody looks at goes to onError", async () => {
	const { transport, room, errors } = await inRoom();
	room.trigger("message", 1);
	transport.refuseRequest("dialogue:trigger", "EVENT_REJECTED");
	await later();
	expect(errors).toMatchObject([{ code: "EVENT_REJECTED" }]);
});

test("what is triggered offline is sent in order when the room is joined again", async () => {
	const { transport, room } = await inRoom();
	transport.lose();
	const triggered = [1, 2, 3].map((data) => room.trigger("message", data));
	await later(1000);
	transport.greet();
	await settle();
	expect(transport.sent.map(({ name }) => name)).toEqual(["dialogue:join"]);
	transport.join("chat", { recovered: true });
	const live = room.trigger("message", 4);
	const order: unknown[] = [];
	while (transport.sent.length > 0) {
		order.push(...names(transport.sent));
		transport.answer("dialogue:trigger");
	}
	await Promise.all([...triggered, live]);
	expect(order).toEqual([1, 2, 3, 4]);
});

test("what was sent and not acknowledged is sent again, under the same id and before what came later", async () => {
	const { transport, room } = await inRoom();
	const triggered = [1, 2].map((data) => room.trigger("message", data));
	const sent = transport.sent.splice(0).map(({ payload }) => payload);
	transport.lose();
	triggered.push(room.trigger("message", 3));
	await later(1000);
	transport.greet();
	transport.join("chat", { recovered: true });
	const again = [1, 2, 3].map(() => transport.answer("dialogue:trigger"));
	expect(again.slice(0, 2)).toEqual(sent);
	expect(again[2].data).toBe(3);
	await Promise.all(triggered);
	expect(transport.sent).toEqual([]);
});

test("a late acknowledgement of a former connection changes nothing", async () => {
	const { transport, room } = await inRoom();
	const triggered = room.trigger("message", 1);
	const { ack } = transport.take("dialogue:trigger");
	transport.lose();
	await later(1000);
	transport.greet();
	transport.join("chat", { recovered: true });
	ack!({ ok: false, code: "INTERNAL_ERROR", message: "" });
	transport.answer("dialogue:trigger", { offset: 4 });
	expect(await triggered).toMatchObject({ offset: 4 });
});

test("the backlog keeps its order when the server slows it down", async () => {
	const { transport, room } = await inRoom();
	transport.lose();
	const triggered = [1, 2].map((data) => room.trigger("message", data));
	await later(1000);
	transport.greet();
	transport.join("chat", { recovered: true });
	expect(transport.refuseRequest("dialogue:trigger", "RATE_LIMITED", { retryAfter: 200 }).data).toBe(1);
	triggered.push(room.trigger("message", 3));
	await later(199);
	expect(transport.sent).toEqual([]);
	await later(1);
	expect([1, 2, 3].map(() => transport.answer("dialogue:trigger").data)).toEqual([1, 2, 3]);
	await Promise.all(triggered);
});

test("live, a rate limit is told to whoever triggered", async () => {
	const { transport, room } = await inRoom();
	const triggered = room.trigger("message", 1);
	transport.refuseRequest("dialogue:trigger", "RATE_LIMITED", { retryAfter: 200 });
	await expect(triggered).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfter: 200 });
});

test("a queue that overflows says so, and keeps what it has", async () => {
	const { transport, room } = await inRoom(0, { queueSize: 3 });
	transport.lose();
	const kept = [1, 2, 3].map((data) => room.trigger("message", data));
	await expect(room.trigger("message", 4)).rejects.toMatchObject({ code: "QUEUE_FULL" });
	await later(1000);
	transport.greet();
	transport.join("chat", { recovered: true });
	expect([1, 2, 3].map(() => transport.answer("dialogue:trigger").data)).toEqual([1, 2, 3]);
	await Promise.all(kept);
	const next = room.trigger("message", 5);
	transport.answer("dialogue:trigger");
	await next;
});

test("no answer in time is a timeout, counted from sending", async () => {
	const { transport, room } = await inRoom(0, { timeout: 500 });
	transport.lose();
	const waiting = room.trigger("message", 1);
	waiting.catch(() => {});
	await later(10_000);
	transport.greet();
	transport.join("chat", { recovered: true });
	await later(499);
	expect(transport.take("dialogue:trigger").payload.data).toBe(1);
	const short = room.trigger("message", 2, undefined, { timeout: 5 });
	short.catch(() => {});
	await later(1);
	await expect(waiting).rejects.toMatchObject({ code: "TIMEOUT" });
	await later(5);
	await expect(short).rejects.toMatchObject({ code: "TIMEOUT" });
});

test("a signal takes a trigger out of the queue", async () => {
	const { transport, room } = await inRoom();
	transport.lose();
	const giveUp = new AbortController();
	const [aborted, kept] = [room.trigger("message", 1, undefined, { signal: giveUp.signal }), room.trigger("message", 2)];
	giveUp.abort(new Error("enough"));
	await expect(aborted).rejects.toThrow("enough");
	await expect(room.trigger("message", 3, undefined, { signal: giveUp.signal })).rejects.toThrow("enough");
	await later(1000);
	transport.greet();
	transport.join("chat", { recovered: true });
	expect(transport.answer("dialogue:trigger").data).toBe(2);
	await kept;
	expect(transport.sent).toEqual([]);
});

test("what cannot be sent is told to whoever triggered it, and does not stop the others", async () => {
	const { transport, room } = await inRoom();
	const send = transport.send.bind(transport);
	vi.spyOn(transport, "send").mockImplementation((name, payload, ack) => {
		JSON.stringify(payload);
		send(name, payload, ack);
	});
	await expect(room.trigger("message", 1n)).rejects.toThrow(TypeError);
	const next = room.trigger("message", 2);
	transport.answer("dialogue:trigger");
	await next;
});

test("only what may be repeated is repeated", async () => {
	const { transport, client } = await connected();
	const [listing, creating] = [client.listRooms(), client.createRoom({ id: "a", name: "A" })];
	creating.catch(() => {});
	transport.lose();
	transport.sent = [];
	await expect(creating).rejects.toMatchObject({ code: "DISCONNECTED" });
	await later(1000);
	transport.greet();
	expect(transport.sent.map(({ name }) => name)).toEqual(["dialogue:listRooms"]);
	transport.answer("dialogue:listRooms", { rooms: [] });
	expect(await listing).toEqual([]);
});

test("without anybody who connects, requests are refused at once", async () => {
	const { client } = fixture({ autoConnect: false });
	await expect(client.listRooms()).rejects.toMatchObject({ code: "DISCONNECTED" });
	const online = await inRoom();
	const waiting = online.client.listRooms();
	online.client.disconnect();
	await expect(waiting).rejects.toMatchObject({ code: "DISCONNECTED" });
	await expect(online.room.trigger("message", 1)).rejects.toMatchObject({ code: "NOT_A_MEMBER" });
});

test("requests wait for the first connection", async () => {
	const { transport, client } = fixture();
	const listing = client.listRooms();
	await settle();
	transport.greet();
	transport.answer("dialogue:listRooms", { rooms: [] });
	expect(await listing).toEqual([]);
});

test("a room that is left refuses what waits, and keeps what is under way", async () => {
	const { transport, room } = await inRoom();
	const sent = room.trigger("message", 1);
	room.leave();
	transport.answer("dialogue:trigger", { offset: 1 });
	expect(await sent).toMatchObject({ offset: 1 });
	const offline = await inRoom();
	offline.transport.lose();
	const waiting = offline.room.trigger("message", 1);
	offline.room.leave();
	await expect(waiting).rejects.toMatchObject({ code: "NOT_A_MEMBER" });
});
