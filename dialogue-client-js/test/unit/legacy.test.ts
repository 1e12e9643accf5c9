import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connected, later, settle } from "./fake-transport.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An original server: it greets without protocol, and acknowledges nothing. */
const original = () => connected({}, { clientId: "c1", userId: "ada" });

test("rooms are joined, heard and spoken to", async () => {
	const { transport, client } = await original();
	const joining = client.join("chat");
	const { payload, ack } = transport.take("dialogue:join");
	expect([payload, ack]).toEqual([{ roomId: "chat" }, undefined]);
	transport.receive("dialogue:joined", { roomId: "other", roomName: "Not this one" });
	transport.receive("dialogue:joined", { roomId: "chat", roomName: "Chat" });
	const room = await joining;
	expect([room.roomName, client.getRoom("other")?.roomName]).toEqual(["Chat", "Not this one"]);
	const seen: unknown[] = [];
	room.on("message", ({ data }) => seen.push(data));
	transport.event("chat", undefined, "hello");
	await later();
	expect(seen).toEqual(["hello"]);
	expect(await room.trigger("message", "hi")).toEqual({ id: expect.any(String) });
	expect(transport.take("dialogue:trigger")).toMatchObject({ payload: { data: "hi" }, ack: undefined });
});

test("requests are asked one at a time, so that answers and errors find them", async () => {
	const { transport, client } = await original();
	const [listing, joining, creating] = [client.listRooms(), client.join("full"), client.createRoom({ id: "a", name: "A" })];
	joining.catch(() => {});
	expect(transport.sent.map(({ name, payload }) => [name, payload])).toEqual([["dialogue:listRooms", undefined]]);
	transport.take("dialogue:listRooms");
	transport.receive("dialogue:rooms", [{ id: "a", name: "A", size: 0 }]);
	expect(await listing).toEqual([{ id: "a", name: "A", size: 0 }]);
	transport.take("dialogue:join");
	transport.receive("dialogue:error", { code: "ROOM_FULL", message: "Room 'full' is at capacity" });
	await expect(joining).rejects.toMatchObject({ code: "ROOM_FULL" });
	const news = vi.fn();
	client.onRoomCreated(news);
	transport.take("dialogue:createRoom");
	transport.receive("dialogue:roomCreated", { id: "a", name: "A", size: 0 });
	expect(await creating).toMatchObject({ id: "a" });
	expect(news).toHaveBeenCalledTimes(1);
});

test("pages of history do not mix", async () => {
	const { transport, client } = await original();
	const joining = client.join("chat");
	transport.receive("dialogue:joined", { roomId: "chat", roomName: "Chat" });
	const room = await joining;
	transport.sent = [];
	const pages = [room.getHistory("message", 0, 1), room.getHistory("message", 1, 2)];
	for (const start of [0, 1]) {
		expect(transport.take("dialogue:getHistory").payload.start).toBe(start);
		expect(transport.sent).toEqual([]);
		transport.receive("dialogue:historyResponse", { roomId: "chat", eventName: "message", start, end: start + 1, events: [
			{ event: "message", roomId: "chat", from: "bob", timestamp: 1, data: start }] });
	}
	expect((await Promise.all(pages)).map(([event]) => event!.data)).toEqual([0, 1]);
});

test("an error of a trigger goes to onError, not to the request that waits", async () => {
	const { transport, client, errors } = await original();
	const listing = client.listRooms();
	transport.receive("dialogue:error", { code: "VALIDATION_FAILED", message: "text is required" });
	expect(errors).toMatchObject([{ code: "VALIDATION_FAILED" }]);
	transport.receive("dialogue:rooms", []);
	expect(await listing).toEqual([]);
});

test("a request without answer makes way for the next", async () => {
	const { transport, client } = await original();
	const [first, second] = [client.listRooms({ timeout: 100 }), client.listRooms({ timeout: 1000 })];
	first.catch(() => {});
	transport.take("dialogue:listRooms");
	await later(100);
	await expect(first).rejects.toMatchObject({ code: "TIMEOUT" });
	transport.take("dialogue:listRooms");
	transport.receive("dialogue:rooms", []);
	expect(await second).toEqual([]);
});

test("back again, rooms and subscriptions are restored, and the gap is told", async () => {
	const { transport, client } = await original();
	const gaps: string[] = [];
	client.onGap((roomId) => gaps.push(roomId));
	const joining = client.join("chat");
	transport.receive("dialogue:joined", { roomId: "chat", roomName: "Chat" });
	const room = await joining;
	await room.subscribe("typing");
	transport.lose();
	const triggered = room.trigger("message", "offline");
	transport.sent = [];
	await later(1000);
	transport.greet({ clientId: "c2", userId: "ada" });
	await settle();
	expect(transport.sent.map(({ name }) => name)).toEqual(["dialogue:join"]);
	transport.receive("dialogue:joined", { roomId: "chat", roomName: "Chat" });
	await triggered;
	expect(transport.sent.map(({ name }) => name)).toEqual(["dialogue:join", "dialogue:trigger", "dialogue:subscribe"]);
	expect([gaps, room.state]).toEqual([["chat"], "joined"]);
	await expect(client.refresh("t")).rejects.toMatchObject({ code: "UNSUPPORTED" });
});
