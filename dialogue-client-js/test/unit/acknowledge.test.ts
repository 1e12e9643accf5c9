import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connected, settle } from "./fake-transport.js";

const reported = vi.fn();

beforeEach(() => {
	vi.stubGlobal("reportError", reported);
	reported.mockClear();
});
afterEach(() => void vi.unstubAllGlobals());

/** What the server gets whose message is handled so. */
async function answered(...handlers: ((data: unknown) => unknown)[]): Promise<unknown[][]> {
	const { transport, client } = await connected();
	handlers.forEach((handler) => client.on("question", handler));
	const acknowledged = transport.ask("question", 20);
	await settle();
	return acknowledged;
}

const fail = (): never => {
	throw new Error("on purpose");
};

test("what a handler returns is the acknowledgement, also a null and what a promise resolves to", async () => {
	expect(await answered((data) => Number(data) + 1)).toEqual([[21]]);
	expect(await answered(() => null)).toEqual([[null]]);
	expect(await answered(async (data) => ({ twice: [data, data] }))).toEqual([[{ twice: [20, 20] }]]);
});

test("a handler that returns nothing acknowledges without content", async () => {
	expect(await answered(() => {})).toEqual([[]]);
	expect(await answered(async () => {}, () => undefined)).toEqual([[]]);
});

test("of several answers, the first in the order of the handlers counts, and all are called", async () => {
	const last = vi.fn(() => "last");
	expect(await answered(() => {}, async () => "second", () => "third", last)).toEqual([["second"]]);
	expect(last).toHaveBeenCalledExactlyOnceWith(20);
	expect(reported).not.toHaveBeenCalled();
});

test("a handler that fails does not answer for others, and its error is shown", async () => {
	expect(await answered(fail)).toEqual([]);
	expect(await answered(async () => fail())).toEqual([]);
	expect(await answered(() => {}, fail)).toEqual([]);
	expect(await answered(() => {}, async () => fail())).toEqual([]);
	expect(await answered(fail, async () => fail(), () => "mine")).toEqual([["mine"]]);
	expect(reported).toHaveBeenCalledTimes(6);
	expect(reported).toHaveBeenCalledWith(new Error("on purpose"));
});

test("without a handler there is no acknowledgement", async () => {
	const { transport, client } = await connected();
	client.on("question", () => "late")();
	client.on("other", () => "other");
	expect(transport.ask("question")).toEqual([]);
	await settle();
	expect(transport.ask("unknown")).toEqual([]);
});

test("a message that asks for none is handled as ever", async () => {
	const { transport, client } = await connected();
	const handler = vi.fn(() => "ignored");
	client.on("news", handler);
	transport.receive("news", { text: "hello" });
	expect(handler).toHaveBeenCalledExactlyOnceWith({ text: "hello" });
});

test("an acknowledgement that cannot be sent is shown, and breaks nothing", async () => {
	const { transport, client } = await connected();
	client.on("question", () => "answer");
	transport.receive("question", 1, fail);
	await settle();
	expect(reported).toHaveBeenCalledExactlyOnceWith(new Error("on purpose"));
	expect(client.connected).toBe(true);
});
