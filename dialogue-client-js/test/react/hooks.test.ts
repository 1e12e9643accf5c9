import { createElement as h, useState, version, type ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DialogueClient } from "../../src/index.js";
import { DialogueProvider, useDialogue, useEvent, useHistory, useRoom, useRoomList, useTrigger } from "../../src/react/index.js";
import { FakeTransport, later, settle } from "../unit/fake-transport.js";
import { act, render, unmountAll } from "./render.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
	await unmountAll();
	vi.useRealTimers();
});

async function online() {
	const transport = new FakeTransport();
	const client = new DialogueClient({ transport, randomizationFactor: 0 });
	await settle();
	transport.greet();
	return { transport, client, provide: (...children: ReactNode[]) => h(DialogueProvider, { client }, ...children) };
}

const names = (transport: FakeTransport) => transport.sent.map(({ name }) => name);

const message = (offset: number, data: unknown = offset) =>
	({ event: "message", roomId: "chat", from: "bob", timestamp: 1, data, offset });

const tick = (milliseconds = 0) => act(async () => {
	await later(milliseconds);
	await settle();
});

function Chat({ roomId = "chat" }: { roomId?: string }) {
	const { room, state, name, error } = useRoom(roomId);
	const [last, setLast] = useState<unknown>("nothing");
	useEvent(room, "message", ({ data }) => setLast(data));
	return h("p", null, `${state} ${name} ${String(last)} ${error?.message ?? ""}`);
}

test("it runs with the React that it says", ({ task }) => {
	expect(`React ${version.split(".")[0]}`).toBe(task.file.projectName);
});

test("a provider with options owns its client: connects it, and disconnects it when it goes", async () => {
	const transport = new FakeTransport();
	let client!: DialogueClient;
	const State = () => {
		const dialogue = useDialogue();
		client = dialogue.client;
		return h("p", null, `${dialogue.state} ${dialogue.connected} ${dialogue.userId}`);
	};
	const view = await render(h(DialogueProvider, { options: { transport } }, h(State)));
	expect(view.text()).toBe("connecting false ");
	await act(async () => transport.greet());
	await tick();
	expect(view.text()).toBe("connected true ada");
	expect(transport.auths).toHaveLength(1);
	await view.unmount();
	expect(client.connected).toBe(true);
	await tick();
	expect([client.state, vi.getTimerCount()]).toEqual(["disconnected", 0]);
});

test("a provider leaves the client that it was given alone", async () => {
	const { client, provide } = await online();
	const view = await render(provide(h(Chat)));
	await view.unmount();
	await tick();
	expect(client.connected).toBe(true);
});

test("a room is joined once under StrictMode, its events come, and it is left at the end", async () => {
	const { transport, client, provide } = await online();
	const view = await render(provide(h(Chat), h(Chat)));
	expect(names(transport)).toEqual(["dialogue:join"]);
	expect(view.text()).toBe("joining chat nothing joining chat nothing ");
	await act(async () => {
		transport.join("chat");
		transport.event("chat", 1, "at once");
	});
	await tick();
	expect(view.text()).toBe("joined CHAT at once joined CHAT at once ");
	await act(async () => transport.event("chat", 2, "second"));
	expect(view.text()).toContain("second");
	await view.unmount();
	await tick();
	expect(names(transport)).toEqual(["dialogue:leave"]);
	expect(client.rooms).toEqual([]);
});

test("another room id leaves one room and joins the other", async () => {
	const { transport, provide } = await online();
	const view = await render(provide(h(Chat, { roomId: "one" })));
	await act(async () => transport.join("one"));
	await view.show(provide(h(Chat, { roomId: "two" })));
	await tick();
	expect(names(transport).sort()).toEqual(["dialogue:join", "dialogue:leave"]);
	await act(async () => transport.join("two"));
	expect(view.text()).toBe("joined TWO nothing ");
});

test("a room that was joined without hooks stays joined", async () => {
	const { transport, client, provide } = await online();
	const joining = client.join("chat");
	transport.join("chat");
	await joining;
	const view = await render(provide(h(Chat)));
	expect(view.text()).toBe("joined CHAT nothing ");
	await view.unmount();
	await tick();
	expect(client.getRoom("chat")?.state).toBe("joined");
});

test("a refusal is shown, and the room may be joined again", async () => {
	const { transport, provide } = await online();
	let join!: () => void;
	const Refused = () => {
		const room = useRoom("chat");
		join = room.join;
		return h("p", null, `${room.state} ${room.error?.message ?? "fine"}`);
	};
	const view = await render(provide(h(Refused)));
	await act(async () => void transport.refuseRequest("dialogue:join", "ROOM_FULL"));
	expect(view.text()).toBe("idle ROOM_FULL it is");
	await act(async () => join());
	await act(async () => transport.join("chat"));
	expect(view.text()).toBe("joined fine");
	await act(async () => transport.receive("dialogue:roomDeleted", { roomId: "chat" }));
	expect(view.text()).toBe("left The room was left: deleted");
	await act(async () => join());
	await act(async () => transport.join("chat"));
	expect(view.text()).toBe("joined fine");
});

test("the newest handler gets the event, without registering anew", async () => {
	const { transport, provide } = await online();
	const seen: unknown[] = [];
	const Counter = ({ factor }: { factor: number }) => {
		const { room } = useRoom("chat");
		useEvent(room, "message", ({ data }) => seen.push(factor * (data as number)));
		return null;
	};
	const view = await render(provide(h(Counter, { factor: 1 })));
	await act(async () => transport.join("chat"));
	await tick();
	await act(async () => transport.event("chat", 1, 5));
	await view.show(provide(h(Counter, { factor: 10 })));
	await act(async () => transport.event("chat", 2, 5));
	expect(seen).toEqual([5, 50]);
});

test("history grows at both ends, without repeats, and begins anew after a gap", async () => {
	const { transport, provide } = await online();
	let loadMore!: () => Promise<void>;
	const History = () => {
		const { room } = useRoom("chat");
		const history = useHistory(room, "message", { pageSize: 2 });
		loadMore = history.loadMore;
		return h("p", null, `${history.events.map(({ data }) => data).join(" ")}|${history.hasMore}|${history.loading}`);
	};
	const page = (...offsets: number[]) => act(async () => {
		transport.answer("dialogue:getHistory", { events: offsets.map((offset) => message(offset)), start: 0, end: 2 });
	});
	const view = await render(provide(h(History)));
	await act(async () => transport.join("chat", { offset: 6 }));
	await tick();
	expect(transport.sent.map(({ payload }) => payload)).toEqual([{ roomId: "chat", eventName: "message", start: 0, end: 2 }]);
	await act(async () => transport.event("chat", 7));
	await page(7, 6);
	expect(view.text()).toBe("6 7|true|false");
	await act(async () => void Promise.all([loadMore(), loadMore()]));
	expect(transport.sent.map(({ payload }) => payload)).toEqual([{ roomId: "chat", eventName: "message", before: 6, start: 0, end: 2 }]);
	await page(5, 4);
	await act(async () => transport.event("chat", 8));
	expect(view.text()).toBe("4 5 6 7 8|true|false");
	await act(async () => void loadMore());
	await page(3);
	expect(view.text()).toBe("3 4 5 6 7 8|false|false");
	await act(async () => loadMore());
	expect(transport.sent).toEqual([]);
	await act(async () => transport.lose());
	await tick(1000);
	await act(async () => transport.greet());
	await act(async () => transport.join("chat", { epoch: "e2", offset: 90, recovered: false }));
	await page(90, 89);
	expect(view.text()).toBe("89 90|true|false");
});

test("history keeps so many events, and loads dropped ones again", async () => {
	const { transport, provide } = await online();
	let history!: { loadMore: () => Promise<void>; hasMore: boolean };
	const History = () => {
		const { room } = useRoom("chat");
		const used = useHistory(room, null, { pageSize: 5, maxEvents: 3 });
		history = used;
		return h("p", null, used.events.map(({ data }) => data).join(" "));
	};
	const view = await render(provide(h(History)));
	await act(async () => transport.join("chat"));
	await act(async () => void transport.answer("dialogue:getHistory", { events: [], start: 0, end: 5 }));
	await tick();
	expect(history.hasMore).toBe(false);
	await act(async () => [1, 2, 3, 4, 5].forEach((offset) => transport.event("chat", offset)));
	expect([view.text(), history.hasMore]).toEqual(["3 4 5", true]);
	await act(async () => void history.loadMore());
	await act(async () => void transport.answer("dialogue:getHistory", { events: [message(2), message(1)], start: 0, end: 5 }));
	expect(view.text()).toBe("1 2 3 4 5");
});

test("a page that fails is told, and may be asked for again", async () => {
	const { transport, provide } = await online();
	let loadMore!: () => Promise<void>;
	const History = () => {
		const { room } = useRoom("chat");
		const history = useHistory(room, "message");
		loadMore = history.loadMore;
		return h("p", null, `${history.error?.message ?? "fine"} ${history.events.length}`);
	};
	const view = await render(provide(h(History)));
	await act(async () => transport.join("chat"));
	await act(async () => void transport.refuseRequest("dialogue:getHistory", "RATE_LIMITED"));
	expect(view.text()).toBe("RATE_LIMITED it is 0");
	await act(async () => void loadMore());
	await act(async () => void transport.answer("dialogue:getHistory", { events: [message(1)], start: 0, end: 30 }));
	expect(view.text()).toBe("fine 1");
});

test("useTrigger tells how it goes", async () => {
	const { transport, provide } = await online();
	let trigger!: (data: unknown) => Promise<unknown>;
	const Composer = () => {
		const { room } = useRoom("chat");
		const used = useTrigger(room, "message");
		trigger = used.trigger;
		return h("p", null, `${used.pending} ${used.error?.message ?? "fine"}`);
	};
	const view = await render(provide(h(Composer)));
	await act(async () => transport.join("chat"));
	await act(async () => void trigger("one"));
	expect(view.text()).toBe("true fine");
	await act(async () => void transport.answer("dialogue:trigger"));
	expect(view.text()).toBe("false fine");
	await act(async () => void trigger("two"));
	await act(async () => void transport.refuseRequest("dialogue:trigger", "EVENT_REJECTED"));
	expect(view.text()).toBe("false EVENT_REJECTED it is");
});

test("the list of rooms follows what is created and deleted", async () => {
	const { transport, provide } = await online();
	let refresh!: () => Promise<void>;
	const List = () => {
		const list = useRoomList();
		refresh = list.refresh;
		return h("p", null, `${list.rooms.map(({ id, size }) => id + size).join(" ")}|${list.loading}|${list.error?.message ?? ""}`);
	};
	const view = await render(provide(h(List)));
	expect(names(transport)).toEqual(["dialogue:listRooms"]);
	await act(async () => void transport.answer("dialogue:listRooms", { rooms: [{ id: "a", name: "A", size: 1 }] }));
	await act(async () => transport.receive("dialogue:roomCreated", { id: "b", name: "B", size: 0 }));
	expect(view.text()).toBe("a1 b0|false|");
	await act(async () => transport.receive("dialogue:roomDeleted", { roomId: "a" }));
	await act(async () => void refresh());
	await act(async () => transport.receive("dialogue:roomCreated", { id: "c", name: "C", size: 0 }));
	await act(async () => transport.receive("dialogue:roomDeleted", { roomId: "d" }));
	await act(async () => void transport.answer("dialogue:listRooms", {
		rooms: [{ id: "b", name: "B", size: 3 }, { id: "d", name: "D", size: 1 }] }));
	expect(view.text()).toBe("b3 c0|false|");
	expect(names(transport)).toEqual([]);
	await act(async () => transport.receive("dialogue:rooms", [{ id: "e", name: "E", size: 2 }, { id: "b", name: "B", size: 3 }]));
	expect(view.text()).toBe("e2 b3|false|");
	await act(async () => transport.receive("dialogue:rooms", [{ id: "b", name: "B", size: 3 }, { id: "c", name: "C", size: 0 }]));
	await act(async () => void refresh());
	await act(async () => void transport.refuseRequest("dialogue:listRooms", "RATE_LIMITED"));
	expect(view.text()).toBe("b3 c0|false|RATE_LIMITED it is");
});

test("a list of rooms that has not all says how many there are", async () => {
	const { transport, provide } = await online();
	const List = () => {
		const { rooms, total } = useRoomList();
		return h("p", null, `${rooms.length} of ${total}`);
	};
	const view = await render(provide(h(List)));
	const [a, b] = [{ id: "a", name: "A", size: 1 }, { id: "b", name: "B", size: 0 }];
	await act(async () => void transport.answer("dialogue:listRooms", { rooms: [a, b], total: 5 }));
	expect(view.text()).toBe("2 of 5");
	await act(async () => transport.receive("dialogue:roomCreated", { id: "c", name: "C", size: 0 }));
	expect(view.text()).toBe("3 of 6");
	await act(async () => transport.receive("dialogue:roomDeleted", { roomId: "a" }));
	expect(view.text()).toBe("2 of 5");
	await act(async () => transport.receive("dialogue:roomDeleted", { roomId: "not-listed" }));
	expect(view.text()).toBe("2 of 4");
	await act(async () => transport.receive("dialogue:roomsCut", { total: 9 }));
	await act(async () => transport.receive("dialogue:rooms", [a]));
	expect(view.text()).toBe("1 of 9");
	await act(async () => transport.receive("dialogue:rooms", [a, b]));
	expect(view.text()).toBe("2 of 2");
});

test("on a server, everything is rendered and nothing is connected; the page takes over without a mismatch", async () => {
	const transport = new FakeTransport();
	const All = () => {
		const { state } = useDialogue();
		const { room, name } = useRoom("chat");
		const { events } = useHistory(room, "message");
		const { rooms } = useRoomList();
		const { pending } = useTrigger(room, "message");
		return h("p", null, `${state} ${name} ${events.length} ${rooms.length} ${pending}`);
	};
	const html = renderToString(h(DialogueProvider, { options: {} }, h(All)));
	expect(html).toBe("<p>disconnected chat 0 0 false</p>");
	const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
	const { client, provide, transport: other } = await online();
	const view = await render(provide(h(All)), html);
	expect(complaints).not.toHaveBeenCalled();
	complaints.mockRestore();
	expect(client.connected).toBe(true);
	expect(view.text()).toBe("connected chat 0 0 false");
	expect(names(other).sort()).toEqual(["dialogue:join", "dialogue:listRooms"]);
	expect(transport.auths).toEqual([]);
});

test("nothing is left after many comings and goings", async () => {
	const { transport, client, provide } = await online();
	const changes = vi.spyOn(client, "onStateChange");
	for (let i = 0; i < 20; i++) {
		const view = await render(provide(h(Chat)));
		await act(async () => transport.join("chat"));
		await view.unmount();
		await tick();
		transport.answer("dialogue:leave");
	}
	expect([client.rooms, transport.sent, vi.getTimerCount()]).toEqual([[], [], 0]);
	expect(changes).not.toHaveBeenCalled();
});

test("without a provider, a hook says what is missing", () => {
	expect(() => renderToString(h(Chat))).toThrow("<DialogueProvider>");
});
