import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";

const resources = new URL("../../../dialogue-spring-boot-autoconfigure/src/main/resources/io/dialogue/client/", import.meta.url);

test("the bundle for pages gives them the global Dialogue, and needs nothing else", async () => {
	const context: { Dialogue?: Record<string, unknown> } & Record<string, unknown> = { setTimeout, clearTimeout, URL, crypto };
	runInNewContext(`${await readFile(new URL("dialogue-client.js", resources), "utf8")};globalThis.Dialogue = Dialogue`, context);
	expect(Object.keys(context.Dialogue!).sort())
		.toEqual(["DialogueClient", "DialogueError", "RoomContext", "SocketIoTransport", "createDialogueClient"]);
});

test("the bundle for modules exports the same", async () => {
	const bundle = await import(new URL("dialogue-client.esm.js", resources).href);
	expect(Object.keys(bundle).sort())
		.toEqual(["DialogueClient", "DialogueError", "RoomContext", "SocketIoTransport", "createDialogueClient"]);
});
