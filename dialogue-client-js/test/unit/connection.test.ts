import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DialogueError } from "../../src/index.js";
import { connected, fixture, later, settle } from "./fake-transport.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("it connects at once, unless told otherwise", async () => {
	const { transport, client } = fixture();
	expect(client.state).toBe("connecting");
	await settle();
	transport.greet({ clientId: "c1", userId: "ada", protocol: 1, session: "s" });
	await client.connect();
	expect([client.state, client.connected, client.userId, client.clientId]).toEqual(["connected", true, "ada", "c1"]);
	expect(fixture({ autoConnect: false }).client.state).toBe("disconnected");
});

test("it tells the server who it is, and brings its session back", async () => {
	const { transport } = await connected({ auth: { userId: "ada", token: "t", role: "admin" } });
	expect(transport.auths).toEqual([{ userId: "ada", token: "t", role: "admin" }]);
	transport.lose();
	await later(1000);
	expect(transport.auths[1]).toEqual({ userId: "ada", token: "t", role: "admin", session: "s1" });
});

test("connect() called twice makes one connection", async () => {
	const { transport, client } = fixture();
	const both = [client.connect(), client.connect()];
	await settle();
	transport.greet();
	await Promise.all(both);
	expect(transport.auths).toHaveLength(1);
});

test("it comes back with delays that grow up to a limit, for ever", async () => {
	const { transport, client, errors } = fixture({ reconnectionDelay: 100, reconnectionDelayMax: 1000 });
	const delays: number[] = [];
	let attempts = 0;
	client.onStateChange((_, { retryAt }) => retryAt !== undefined && delays.push(retryAt - Date.now()));
	for (; attempts < 40; attempts++) {
		await settle();
		transport.refuse(new DialogueError("CONNECT_FAILED", "no route"));
		await later(1000);
	}
	expect(delays.slice(0, 6)).toEqual([100, 200, 400, 800, 1000, 1000]);
	expect(client.state).toBe("connecting");
	expect(errors).toHaveLength(attempts);
	transport.greet();
	expect(client.state).toBe("connected");
	transport.lose();
	expect(delays.at(-1)).toBe(100);
});

test("delays differ at random between clients", async () => {
	const delays = new Set<number>();
	for (let i = 0; i < 20; i++) {
		const { transport, client } = await connected({ randomizationFactor: 0.5 });
		transport.lose();
		delays.add(client.stateDetail.retryAt! - Date.now());
	}
	expect(delays.size).toBeGreaterThan(10);
	expect(Math.min(...delays)).toBeGreaterThanOrEqual(500);
	expect(Math.max(...delays)).toBeLessThanOrEqual(1500);
});

test("without reconnection, a lost connection stays lost and a failed one is an error", async () => {
	const { transport, client } = await connected({ reconnection: false });
	transport.lose();
	await later(60_000);
	expect([client.state, transport.auths.length]).toEqual(["disconnected", 1]);
	const failing = fixture({ reconnection: false });
	const connecting = failing.client.connect();
	await settle();
	failing.transport.refuse(new DialogueError("CONNECT_FAILED", "no route"));
	await expect(connecting).rejects.toMatchObject({ code: "CONNECT_FAILED", message: "no route" });
	expect(failing.client.state).toBe("error");
});

test("it gives up after so many attempts", async () => {
	const { transport, client } = fixture({ reconnectionAttempts: 2, reconnectionDelay: 10 });
	const connecting = client.connect();
	connecting.catch(() => {});
	for (let i = 0; i < 3; i++) {
		await settle();
		transport.refuse(new DialogueError("CONNECT_FAILED", "no route"));
		await later(50);
	}
	await expect(connecting).rejects.toMatchObject({ code: "CONNECT_FAILED" });
	expect([client.state, transport.auths.length]).toEqual(["error", 3]);
});

test("it stays away when the server says so, until it is told to connect", async () => {
	const { transport, client } = await connected();
	const reasons: string[] = [];
	client.onDisconnect((reason) => reasons.push(reason));
	transport.lose("io server disconnect", true);
	await later(60_000);
	expect([client.state, client.stateDetail.reason]).toEqual(["disconnected", "io server disconnect"]);
	expect([transport.auths.length, reasons]).toEqual([1, ["io server disconnect"]]);
	const connecting = client.connect();
	await settle();
	transport.greet();
	await connecting;
});

test("a refused token ends in state 'error', and everything that waits is told", async () => {
	const { transport, client, errors } = fixture({ auth: { token: "bad" } });
	const joining = client.join("chat");
	const connecting = client.connect();
	await settle();
	transport.refuse(new DialogueError<string>("PERMISSION_DENIED", "Who are you?"));
	await expect(connecting).rejects.toMatchObject({ code: "PERMISSION_DENIED", message: "Who are you?" });
	await expect(joining).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
	expect([client.state, errors.length]).toEqual(["error", 1]);
	await later(60_000);
	expect(transport.auths).toHaveLength(1);
});

test("a token that expired while offline is asked for anew, and only once", async () => {
	const token = vi.fn((reason: string) => `token for ${reason}`);
	const { transport, client } = await connected({ auth: { token } });
	transport.lose();
	await later(1000);
	transport.refuse(new DialogueError<string>("PERMISSION_DENIED", "Expired"));
	await settle();
	expect(transport.auths.map((auth) => auth["token"]))
		.toEqual(["token for connect", "token for connect", "token for refused"]);
	transport.greet();
	expect(client.connected).toBe(true);
	transport.lose();
	for (const _ of ["connect", "refused"]) {
		await later(1000);
		transport.refuse(new DialogueError<string>("PERMISSION_DENIED", "Expired"));
	}
	await settle();
	expect(client.state).toBe("error");
});

test("a token function that fails is a failed attempt", async () => {
	let failing = true;
	const { transport, client, errors } = fixture({ auth: { token: () => failing ? Promise.reject(new Error("login server")) : "t" } });
	await settle();
	expect([client.state, errors[0]?.message]).toEqual(["connecting", "login server"]);
	failing = false;
	await later(1000);
	transport.greet();
	expect(client.connected).toBe(true);
});

test("a server that is too busy is given the time it asks for", async () => {
	const { transport } = fixture({ reconnectionDelay: 10 });
	await settle();
	transport.refuse(new DialogueError<string>("RATE_LIMITED", "Too many", 5000));
	await later(4999);
	expect(transport.auths).toHaveLength(1);
	await later(12);
	expect(transport.auths).toHaveLength(2);
});

test("a server that drains is left alone as long as it says, also when the page comes online", async () => {
	const { transport, client } = await connected({ reconnectionDelay: 10 });
	transport.receive("dialogue:draining", { retryAfter: 3000 });
	expect(client.connected).toBe(true);
	transport.lose();
	expect(client.stateDetail.draining).toBe(true);
	await later(2999);
	expect(transport.auths).toHaveLength(1);
	await later(12);
	expect(transport.auths).toHaveLength(2);
});

test("a server that does not greet is given up after a while", async () => {
	const { transport, client, errors } = fixture({ connectTimeout: 5000 });
	await settle();
	transport.open();
	await later(5000);
	expect(errors[0]).toMatchObject({ code: "TIMEOUT" });
	expect(client.state).toBe("connecting");
	await later(1000);
	expect(transport.auths).toHaveLength(2);
});

test("connect() while waiting tries at once", async () => {
	const { transport, client } = await connected({ reconnectionDelay: 60_000 });
	transport.lose();
	const connecting = client.connect();
	await settle();
	transport.greet();
	await connecting;
	expect(client.connected).toBe(true);
});

test("disconnect() ends attempts, and tells whoever waits", async () => {
	const { transport, client } = fixture();
	const connecting = client.connect();
	await settle();
	client.disconnect();
	await expect(connecting).rejects.toMatchObject({ code: "DISCONNECTED" });
	transport.receive("dialogue:connected", { clientId: "c", userId: "u", protocol: 1 });
	await later(60_000);
	expect([client.state, transport.auths.length]).toEqual(["disconnected", 1]);
});

test("a handler that disconnects is obeyed", async () => {
	const { transport, client } = await connected();
	client.onDisconnect(() => client.disconnect());
	transport.lose();
	await later(60_000);
	expect([client.state, transport.auths.length]).toEqual(["disconnected", 1]);
});

test("a handler that throws keeps no other from being called", async () => {
	const shown = vi.spyOn(console, "error").mockImplementation(() => {});
	const { transport, client } = await connected();
	const told = vi.fn();
	client.on("news", () => {
		throw new Error("mine");
	});
	client.on("news", told);
	transport.receive("news", { a: 1 });
	expect(told).toHaveBeenCalledWith({ a: 1 });
	expect(shown).toHaveBeenCalledWith(expect.objectContaining({ message: "mine" }));
	shown.mockRestore();
});

test("the token's expiry is told ahead, and a new one is sent", async () => {
	const token = vi.fn((reason: string) => reason);
	const expiresAt = Date.now() + 100_000;
	const { transport, client } = await connected({ auth: { token }, refreshBefore: 10_000 },
		{ clientId: "c", userId: "u", protocol: 1, session: "s", expiresAt });
	const told = vi.fn();
	client.onTokenExpiring(told);
	await later(89_999);
	expect(told).not.toHaveBeenCalled();
	await later(1);
	expect(told).toHaveBeenCalledWith(expiresAt);
	expect(transport.answer("dialogue:refresh", { expiresAt: expiresAt + 100_000 })).toEqual({ token: "expiring" });
	await later(100_000);
	expect(told).toHaveBeenCalledTimes(2);
});

test("an expiry weeks ahead is no expiry now, and one that does not change is told once", async () => {
	const expiresAt = Date.now() + 40 * 86_400_000;
	const { transport, client } = await connected({}, { clientId: "c", userId: "u", protocol: 1, expiresAt });
	const told = vi.fn();
	client.onTokenExpiring(told);
	await later(39 * 86_400_000);
	expect(told).not.toHaveBeenCalled();
	await later(86_400_000);
	expect(told).toHaveBeenCalledTimes(1);
	const refreshing = client.refresh("newer");
	transport.answer("dialogue:refresh", { expiresAt });
	expect(await refreshing).toBe(expiresAt);
	await later(86_400_000);
	expect(told).toHaveBeenCalledTimes(1);
	transport.lose();
	await later(1000);
	expect(transport.auths.at(-1)).toMatchObject({ token: "newer" });
});
