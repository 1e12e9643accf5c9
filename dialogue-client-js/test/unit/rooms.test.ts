import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connected, fixture, inRoom, later, settle } from "./fake-transport.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("join gives the room, and asks for nothing that is not wanted", async () => {
	const { transport, client } = await connected();
	const joining = client.join("chat");
	expect(client.getRoom("chat")?.state).toBe("joining");
	expect(transport.join("chat")).toEqual({ roomId: "chat" });
	const room = await joining;
	expect([room.roomId, room.roomName, room.state, [...room.subscriptions]]).toEqual(["chat", "CHAT", "joined", ["message"]]);
	expect(client.getRoom("chat")).toBe(room);
	expect(client.rooms).toEqual([room]);
});

test("join with subscriptions sends them", async () => {
	const { transport, client } = await connected();
	client.join("chat", { subscriptions: ["message", "typing"] });
	expect(transport.join("chat", { subscriptions: ["message", "typing"] }))
		.toEqual({ roomId: "chat", subscriptions: ["message", "typing"] });
	await settle();
	expect(transport.sent).toEqual([]);
});

test("joining the same room twice gives one context and one request", async () => {
	const { transport, client } = await connected();
	const both = [client.join("chat"), client.join("chat")];
	transport.join("chat");
	const [first, second] = await Promise.all(both);
	expect(first).toBe(second);
	expect(await client.join("chat")).toBe(first);
	expect(transport.sent).toEqual([]);
});

test("a join waits for the connection", async () => {
	const { transport, client } = fixture({ autoConnect: false });
	const joining = client.join("chat");
	client.connect();
	await settle();
	transport.greet();
	transport.join("chat");
	expect((await joining).state).toBe("joined");
});

test("a refused join rejects, and may be tried again with the same handlers", async () => {
	const { transport, client } = await connected();
	const room = client.room("chat");
	const seen = vi.fn();
	room.on("message", seen);
	const joining = room.join();
	transport.refuseRequest("dialogue:join", "ROOM_FULL", { retryAfter: 7 });
	await expect(joining).rejects.toMatchObject({ code: "ROOM_FULL", message: "ROOM_FULL it is", retryAfter: 7 });
	expect([room.state, client.getRoom("chat")]).toEqual(["idle", undefined]);
	const again = client.join("chat");
	transport.join("chat");
	expect(await again).toBe(room);
	transport.event("chat", 1);
	await later();
	expect(seen).toHaveBeenCalledTimes(1);
});

test("a join without answer rejects in time, and what it may have taken is given back", async () => {
	const { transport, client } = await connected({ timeout: 300 });
	const joining = client.join("chat");
	joining.catch(() => {});
	await later(300);
	await expect(joining).rejects.toMatchObject({ code: "TIMEOUT" });
	expect(transport.sent.map(({ name }) => name)).toEqual(["dialogue:join", "dialogue:leave"]);
});

test("a join is given up by its signal", async () => {
	const { transport, client } = await connected();
	const giveUp = new AbortController();
	const joining = client.join("chat", { signal: giveUp.signal });
	giveUp.abort();
	await expect(joining).rejects.toMatchObject({ name: "AbortError" });
	expect(transport.sent.map(({ name }) => name)).toEqual(["dialogue:join", "dialogue:leave"]);
	await expect(client.join("chat", { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
});

test("where many rooms came or went, the server sends them all", async () => {
	const { transport, client, errors } = await connected();
	const lists: unknown[] = [];
	client.onRoomList((rooms) => lists.push(rooms.map(({ id }) => id)));
	transport.receive("dialogue:rooms", [{ id: "a", name: "A", size: 1 }, null, { id: "b", name: "B" }]);
	transport.receive("dialogue:rooms", []);
	transport.receive("dialogue:rooms", { rooms: [] });
	expect(lists).toEqual([["a", "b"], []]);
	expect(errors).toHaveLength(1);
});

test("a list of rooms that has not all says how many there are", async () => {
	const { transport, client, errors } = await connected();
	const totals: [number, number][] = [];
	client.onRoomList((rooms) => totals.push([rooms.length, rooms.total]));
	const [a, b] = [{ id: "a", name: "A", size: 1 }, { id: "b", name: "B", size: 0 }];
	transport.receive("dialogue:roomsCut", { total: 7 });
	transport.receive("dialogue:rooms", [a, b]);
	transport.receive("dialogue:rooms", [a]);
	transport.receive("dialogue:roomsCut", { total: -1 });
	transport.receive("dialogue:rooms", [a]);
	expect(errors).toHaveLength(1);
	transport.receive("dialogue:roomsCut", { total: 9 });
	transport.lose();
	await later(1000);
	transport.greet();
	transport.receive("dialogue:rooms", [b]);
	expect(totals).toEqual([[2, 7], [1, 1], [1, 1], [1, 1]]);
	for (const [total, expected] of [[5, 5], [undefined, 2], ["x", 2], [1, 2]]) {
		const list = client.listRooms();
		transport.answer("dialogue:listRooms", { rooms: [a, b], total });
		expect((await list).total).toBe(expected);
		expect(await list).toEqual([a, b]);
	}
});

test("a signal that outlives a join does not keep it", async () => {
	const { transport, client } = await connected();
	const { signal } = new AbortController();
	const removed = vi.spyOn(signal, "removeEventListener");
	const joining = client.join("chat", { signal });
	transport.join("chat");
	await joining;
	await later();
	expect(removed).toHaveBeenCalledWith("abort", expect.any(Function));
});

test("events reach their handlers, in order, until these are removed", async () => {
	const { transport, client } = await connected();
	const joining = client.join("chat");
	transport.join("chat");
	transport.event("chat", 1, "at once");
	transport.receive("dialogue:history", { roomId: "chat", events: [] });
	const room = await joining;
	const log: unknown[] = [];
	const off = room.on("message", ({ data, offset }) => log.push([data, offset]));
	room.onAny((eventName, { data }) => log.push([eventName, data]));
	client.onHistory((roomId, events) => log.push([roomId, events.length]));
	await later();
	transport.event("chat", undefined, true, "typing");
	off();
	transport.event("chat", 2, "later");
	expect(log).toEqual([["at once", 1], ["message", "at once"], ["chat", 0], ["typing", true], ["message", "later"]]);
});

test("an event comes once, whatever the server repeats", async () => {
	const { transport, seen } = await inRoom(5);
	[5, 6, 6, 7, 6, 9, 8].forEach((offset) => transport.event("chat", offset));
	expect(seen).toEqual([6, 7, 9]);
});

test("back again, it joins with where it was and what it hears, and goes on without gap", async () => {
	const { transport, client, room, seen, gaps } = await inRoom(0);
	room.subscribe("typing");
	transport.answer("dialogue:subscribe");
	await settle();
	transport.event("chat", 1);
	transport.event("chat", 2);
	transport.lose();
	expect([room.state, client.getRoom("chat")]).toEqual(["joining", room]);
	await later(1000);
	transport.greet();
	expect(transport.join("chat", { offset: 4, recovered: true, subscriptions: ["message", "typing"] }))
		.toEqual({ roomId: "chat", since: { epoch: "e1", offset: 2 }, subscriptions: ["message", "typing"] });
	[3, 4, 5].forEach((offset) => transport.event("chat", offset));
	expect([seen, gaps, room.state]).toEqual([[1, 2, 3, 4, 5], [], "joined"]);
});

test("a room's live events are held back while a rejoin is answered", async () => {
	const { transport, seen, gaps } = await inRoom(2);
	transport.lose();
	await later(1000);
	transport.greet();
	transport.event("chat", 5, "live, and again in the replay");
	transport.event("chat", undefined, "live, not kept");
	expect(seen).toEqual([]);
	transport.join("chat", { offset: 5, recovered: true });
	[3, 4, 5, 6].forEach((offset) => transport.event("chat", offset));
	expect([seen, gaps]).toEqual([["live, not kept", 3, 4, 5, 6], []]);
});

test("what cannot be recovered is a gap, told before what follows", async () => {
	const { transport, client, room, seen } = await inRoom(2);
	const log: unknown[] = [];
	room.onGap(() => log.push("gap"));
	room.onHistory((events) => log.push(events.map(({ offset }) => offset)));
	transport.lose();
	await later(1000);
	transport.greet();
	transport.join("chat", { offset: 900, epoch: "e2", recovered: false });
	transport.receive("dialogue:history", { roomId: "chat", events: [
		{ event: "message", roomId: "chat", from: "bob", timestamp: 1, offset: 900 }] });
	transport.event("chat", 901);
	expect([log, seen]).toEqual([["gap", [900]], [901]]);
	transport.lose();
	await later(1000);
	transport.greet();
	expect(transport.take("dialogue:join").payload.since).toEqual({ epoch: "e2", offset: 901 });
	expect(client.connected).toBe(true);
});

test("a rejoin that breaks off in the middle of the replay goes on there", async () => {
	const { transport, seen, gaps } = await inRoom(0);
	for (let round = 0; round < 3; round++) {
		transport.lose();
		await later(1000);
		transport.greet();
		expect(transport.join("chat", { offset: 9, recovered: true }).since).toEqual({ epoch: "e1", offset: 2 * round });
		transport.event("chat", 2 * round + 1);
		transport.event("chat", 2 * round + 2);
	}
	expect([seen, gaps]).toEqual([[1, 2, 3, 4, 5, 6], []]);
});

test("a rejoin is tried again when the refusal may pass", async () => {
	const { transport, room, gaps } = await inRoom(0, { reconnectionDelay: 100 });
	transport.lose();
	await later(100);
	transport.greet();
	transport.refuseRequest("dialogue:join", "RATE_LIMITED", { retryAfter: 500 });
	await later(499);
	expect(transport.sent).toEqual([]);
	await later(101);
	transport.refuseRequest("dialogue:join", "INTERNAL_ERROR");
	await later(200);
	transport.join("chat", { recovered: true });
	expect([room.state, gaps]).toEqual(["joined", []]);
});

test("a room that was deleted while offline is left, and what waits for it is told", async () => {
	const { transport, client, room } = await inRoom();
	const lefts: unknown[] = [];
	client.onLeft((roomId, { reason, error }) => lefts.push([roomId, reason, (error as { code?: string }).code]));
	room.onLeft(({ reason }) => lefts.push(reason));
	transport.lose();
	const triggered = room.trigger("message", "too late");
	await later(1000);
	transport.greet();
	transport.refuseRequest("dialogue:join", "ROOM_NOT_FOUND");
	await expect(triggered).rejects.toMatchObject({ code: "ROOM_NOT_FOUND" });
	expect(lefts).toEqual(["refused", ["chat", "refused", "ROOM_NOT_FOUND"]]);
	expect([room.state, client.getRoom("chat"), client.connected]).toEqual(["left", undefined, true]);
});

test("a room that the server takes away is left, once", async () => {
	for (const [name, payload, reason] of [
		["dialogue:left", { roomId: "chat", reason: "Your subscription has ended" }, "Your subscription has ended"],
		["dialogue:left", { roomId: "chat" }, "left"],
		["dialogue:roomDeleted", { roomId: "chat" }, "deleted"],
	] as const) {
		const { transport, client, room, seen } = await inRoom();
		const lefts: string[] = [];
		client.onLeft((_, detail) => lefts.push(detail.reason));
		transport.receive(name, payload);
		transport.receive("dialogue:roomDeleted", { roomId: "chat" });
		transport.event("chat", 1);
		await expect(room.trigger("message", 1)).rejects.toMatchObject({ code: "NOT_A_MEMBER" });
		expect([lefts, room.state, seen]).toEqual([[reason], "left", []]);
	}
});

test("leave tells the server, removes handlers, and the next join is a new room", async () => {
	const { transport, client, room, seen } = await inRoom();
	const left = room.leave();
	expect(transport.answer("dialogue:leave")).toEqual({ roomId: "chat" });
	await left;
	transport.event("chat", 1);
	expect([seen, client.rooms]).toEqual([[], []]);
	const again = client.join("chat");
	expect(transport.join("chat")).toEqual({ roomId: "chat" });
	expect(await again).not.toBe(room);
	await expect(room.join()).rejects.toMatchObject({ code: "NOT_A_MEMBER" });
});

test("leave while offline is enough: the server has freed the seat", async () => {
	const { transport, room } = await inRoom();
	transport.lose();
	await room.leave();
	await later(1000);
	transport.greet();
	expect(transport.sent).toEqual([]);
});

test("disconnect() leaves all rooms", async () => {
	const { transport, client, room } = await inRoom();
	client.disconnect();
	expect([room.state, client.rooms]).toEqual(["left", []]);
	const connecting = client.connect();
	await settle();
	transport.greet();
	await connecting;
	expect(transport.sent).toEqual([]);
	expect(transport.auths.at(-1)).toEqual({});
});

test("a room that the server has joined is there, with its events", async () => {
	const { transport, client } = await connected();
	const told = vi.fn();
	client.onJoined(told);
	transport.receive("dialogue:joined", { roomId: "mine", roomName: "My own", subscriptions: ["news"], epoch: "e", offset: 3 });
	const room = client.getRoom("mine")!;
	expect(told).toHaveBeenCalledWith(room);
	const seen = vi.fn();
	room.on("news", seen);
	transport.event("mine", 4, "hot", "news");
	await later();
	expect(seen).toHaveBeenCalledTimes(1);
	transport.lose();
	await later(1000);
	transport.greet();
	transport.receive("dialogue:joined", { roomId: "mine", roomName: "My own", subscriptions: ["news"], epoch: "e", offset: 6 });
	transport.event("mine", 7, "live", "news");
	expect(seen).toHaveBeenCalledTimes(1);
	expect(transport.join("mine", { epoch: "e", offset: 7, recovered: true, subscriptions: ["news"] }).since)
		.toEqual({ epoch: "e", offset: 4 });
	[5, 6, 7].forEach((offset) => transport.event("mine", offset, offset, "news"));
	expect(seen.mock.calls.map(([{ offset }]) => offset)).toEqual([4, 5, 6, 7]);
});

test("a join that the server anticipates is answered by that, and hears what it asked for", async () => {
	const { transport, client } = await connected();
	const joining = client.join("chat", { subscriptions: ["message", "typing"] });
	transport.receive("dialogue:joined", { roomId: "chat", roomName: "Chat", subscriptions: ["message"], epoch: "e", offset: 0 });
	const room = await joining;
	expect(transport.take("dialogue:subscribe").payload).toEqual({ roomId: "chat", eventName: "typing" });
	transport.event("chat", 1);
	transport.answer("dialogue:join", { roomId: "chat", roomName: "Chat", subscriptions: ["message"], epoch: "e", offset: 1 });
	expect(room.state).toBe("joined");
});

test("subscriptions are as the server has them", async () => {
	const { transport, room } = await inRoom();
	const all = room.subscribeAll();
	expect(transport.answer("dialogue:subscribe")).toEqual({ roomId: "chat", eventName: "*" });
	await all;
	const none = room.unsubscribe("message");
	expect(transport.answer("dialogue:unsubscribe")).toEqual({ roomId: "chat", eventName: "message" });
	await none;
	expect([...room.subscriptions]).toEqual(["*"]);
	const refused = room.subscribe("typing");
	transport.refuseRequest("dialogue:subscribe", "RATE_LIMITED");
	await expect(refused).rejects.toMatchObject({ code: "RATE_LIMITED" });
	expect([...room.subscriptions]).toEqual(["*"]);
});

test("parallel pages of history do not mix", async () => {
	const { transport, room } = await inRoom();
	const pages = [room.getHistory("message", 0, 1), room.getHistory("typing", 1, 2), room.getHistory("message", 20)];
	const requests = transport.sent.splice(0);
	expect(requests.map(({ payload }) => payload)).toEqual([
		{ roomId: "chat", eventName: "message", start: 0, end: 1 },
		{ roomId: "chat", eventName: "typing", start: 1, end: 2 },
		{ roomId: "chat", eventName: "message", start: 20, end: 70 }]);
	[...requests.keys()].reverse().forEach((index) => requests[index]!.ack!({ ok: true, events: [
		{ event: "message", roomId: "chat", from: "bob", timestamp: 1, data: index }] }));
	expect((await Promise.all(pages)).map(([event]) => event!.data)).toEqual([0, 1, 2]);
	const page = room.getHistoryPage(null, { before: 7 });
	expect(transport.answer("dialogue:getHistory", { events: [], start: 0, end: 12 }))
		.toEqual({ roomId: "chat", start: 0, end: 50, before: 7 });
	expect(await page).toEqual({ events: [], start: 0, end: 12 });
});

test("rooms are listed, created and deleted, and each error belongs to its request", async () => {
	const { transport, client } = await connected();
	const rooms = client.listRooms();
	transport.answer("dialogue:listRooms", { rooms: [{ id: "a", name: "A", size: 1 }, "nonsense"] });
	expect(await rooms).toEqual([{ id: "a", name: "A", size: 1 }]);
	const created = client.createRoom({ id: "b", name: "B" });
	const refused = client.createRoom({ id: "a", name: "A" });
	transport.answer("dialogue:createRoom", { id: "b", name: "B", size: 0 });
	transport.refuseRequest("dialogue:createRoom", "ROOM_EXISTS");
	expect(await created).toEqual({ id: "b", name: "B", size: 0 });
	await expect(refused).rejects.toMatchObject({ code: "ROOM_EXISTS" });
	const deleted = client.deleteRoom("b");
	expect(transport.answer("dialogue:deleteRoom")).toEqual({ roomId: "b" });
	expect(await deleted).toBeUndefined();
	const news: unknown[] = [];
	client.onRoomCreated((room) => news.push(room));
	client.onRoomDeleted((roomId) => news.push(roomId));
	transport.receive("dialogue:roomCreated", { id: "c", name: "C", size: 0 });
	transport.receive("dialogue:roomDeleted", { roomId: "c" });
	expect(news).toEqual([{ id: "c", name: "C", size: 0 }, "c"]);
});
