import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DialogueClient, type StateDetail } from "../../src/index.js";
import { FakeServer } from "./fake-server.js";

let server: FakeServer;
let client: DialogueClient;
let errors: Error[];

beforeEach(async () => {
	server = await FakeServer.start();
	client = new DialogueClient({ url: server.url, autoConnect: false, reconnectionDelay: 10, reconnectionDelayMax: 10, connectTimeout: 2000,
		socketOptions: { transports: ["polling"] } });
	errors = [];
	client.onError((error) => errors.push(error));
});

afterEach(() => {
	client.disconnect();
	server.stop();
});

const once = (register: (handler: () => void) => () => void): Promise<void> => new Promise((resolve) => {
	const off = register(() => {
		off();
		resolve();
	});
});

/** Joins a room; gives the number of the acknowledgement that was asked for. */
async function inRoom() {
	await client.connect();
	const joining = client.join("chat");
	const id = /^\d+/.exec(await server.take("42"))![0];
	const joined = `43${id}[{"ok":true,"roomId":"chat","roomName":"Chat","subscriptions":["*"],"epoch":"e","offset":0}]`;
	server.send(joined);
	const room = await joining;
	const seen: unknown[] = [];
	room.on("message", ({ data }) => seen.push(data));
	return { room, seen, joined };
}

const event = (offset: number): string => `42["dialogue:event",{"event":"message","roomId":"chat","data":${offset},`
	+ `"from":"bob","timestamp":1,"offset":${offset}}]`;

describe("over a real connection, a server that answers nonsense", () => {
	test.each([["<html>no such page</html>"], [""], ["6"], ["4[]"], ["\x1e\x1e"]])(
		"a handshake like %j is a failed attempt", async (handshake) => {
			server.handshake = handshake;
			const connecting = client.connect();
			await once((handler) => client.onError(handler));
			expect(client.state).toBe("connecting");
			server.handshake = undefined;
			await connecting;
			expect(client.connected).toBe(true);
		}, 60_000);

	test.each([["40[]"], ["42[]"], ["44[]"], ['42["dialogue:connected",7]']])(
		"an answer to the connect request like %j is a failed attempt", async (answer) => {
			const sane = server.greeting;
			server.greeting = [answer];
			const connecting = client.connect();
			await once((handler) => client.onError(handler));
			expect(client.state).toBe("connecting");
			server.greeting = sane;
			await connecting;
			expect(client.connected).toBe(true);
		});

	test("a refusal without a sensible reason is one all the same", async () => {
		server.greeting = ['44{"message":7,"data":[]}'];
		await expect(client.connect()).rejects.toMatchObject({ code: "CONNECTION_REFUSED" });
		expect(client.state).toBe("error");
	});

	test.each([["42{not json"], ["42[]"], ["42[7"], ['42["connect"]'], ["49"], ["4"], ["45"], ["43x[]"], ['451-["a",{}]'], ["bAA=="],
		["x"]])("after a packet like %j the client goes on, and misses nothing", async (packet) => {
			const { seen } = await inRoom();
			server.onPacket = (request) => {
				const [, id, offset] = /^42(\d+)\["dialogue:join".*"offset":(\d+)/.exec(request) ?? [];
				if (id !== undefined) {
					const missed = [1, 2].filter((number) => number > Number(offset)).map(event);
					server.send(`43${id}[{"ok":true,"roomId":"chat","epoch":"e","offset":2,"recovered":true}]`, ...missed);
				}
			};
			server.send(event(1), packet, event(2));
			await expect.poll(() => seen, { timeout: 10_000 }).toEqual([1, 2]);
			await expect.poll(() => client.state).toBe("connected");
		});

	test("acknowledgements of nothing, a second one, and one without sense", async () => {
		const { room, seen, joined } = await inRoom();
		server.send("43999[1]", joined, joined.replace("chat", "other"), event(1));
		await expect.poll(() => seen).toEqual([1]);
		const triggering = room.trigger("message", 1);
		const id = /^\d+/.exec(await server.take("42"))![0];
		server.send(`43${id}["yes"]`, `43${id}[{"ok":true}]`);
		await expect(triggering).rejects.toMatchObject({ code: "PROTOCOL_ERROR" });
		expect([room.state, errors]).toEqual(["joined", []]);
	});
});

describe("what the server asks", () => {
	test("is acknowledged with what the handler returns", async () => {
		await client.connect();
		client.on("question", async (data) => ({ heard: data }));
		client.on("signal", () => {});
		client.on("bare", (data) => data === undefined);
		server.send('427["question",{"a":1}]', '428["signal"]', '429["bare"]', '42["question",1]', '4210["nobody"]');
		expect(await server.take("437")).toBe('[{"heard":{"a":1}}]');
		expect(await server.take("438")).toBe("[]");
		expect(await server.take("439")).toBe("[true]");
		expect(server.received.filter((packet) => packet.startsWith("43"))).toEqual([]);
	});

	test("is never acknowledged over a later connection, where the number is another message's", async () => {
		await client.connect();
		const answers: ((answer: string) => void)[] = [];
		client.on("question", () => new Promise((resolve) => answers.push(resolve)));
		server.send('421["question"]');
		await expect.poll(() => answers.length).toBe(1);
		const back = once((handler) => client.onConnect(handler));
		server.greeting = server.greeting.map((packet) => packet.replace('"sid":"s"', '"sid":"t"'));
		server.send("1");
		await back;
		server.send('421["question"]');
		await expect.poll(() => answers.length).toBe(2);
		answers[0]!("old");
		answers[1]!("new");
		expect(await server.take("431")).toBe('["new"]');
		expect(server.received.filter((packet) => packet.startsWith("43"))).toEqual([]);
	});
});

describe("an answer that ends the connection and brings packets besides", () => {
	test("is a refusal, where it brings one", async () => {
		server.greeting = ['44{"message":"No","data":{"code":"PERMISSION_DENIED"}}', "1"];
		await expect(client.connect()).rejects.toMatchObject({ code: "PERMISSION_DENIED", message: "No" });
		expect([client.state, server.connections]).toEqual(["error", 1]);
	});

	test("keeps the client away, where the server disconnects it", async () => {
		await client.connect();
		server.send("41", "1");
		await once((handler) => client.onStateChange(handler));
		expect([client.state, client.stateDetail.reason]).toEqual(["disconnected", "io server disconnect"]);
		expect(server.connections).toBe(1);
	});

	test("loses neither events, nor when to come back", async () => {
		const { seen } = await inRoom();
		const changes: StateDetail[] = [];
		client.onStateChange((_, detail) => changes.push(detail));
		const earliest = Date.now() + 3_600_000;
		server.send(event(1), '42["dialogue:draining",{"retryAfter":3600000}]', "1");
		await expect.poll(() => changes.length).toBe(1);
		expect(seen).toEqual([1]);
		expect(changes[0]).toMatchObject({ draining: true, reason: "transport close" });
		expect(changes[0]!.retryAt).toBeGreaterThanOrEqual(earliest);
	});

	test("is the end of that connection alone", async () => {
		const { seen } = await inRoom();
		const back = once((handler) => client.onConnect(handler));
		client.socket!.once("disconnect", () => {
			client.disconnect();
			void client.connect();
		});
		server.send(event(1), "1");
		await back;
		expect([client.state, server.connections, seen, errors]).toEqual(["connected", 2, [], []]);
	});

	test("takes nothing that is sent meanwhile along to the next one", async () => {
		const { room } = await inRoom();
		const asked: Promise<unknown>[] = [];
		room.on("message", () => asked.push(client.listRooms().catch(() => undefined), room.trigger("message", 1).catch(() => undefined)));
		const back = once((handler) => client.onConnect(handler));
		server.send(event(1), "1");
		await back;
		await server.take("421");
		expect(asked.length).toBe(2);
		expect(server.received.filter((packet) => packet.startsWith("42")).map((packet) => /"dialogue:\w+"/.exec(packet)?.[0]))
			.not.toContain('"dialogue:trigger"');
	});
});
