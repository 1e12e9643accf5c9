import assert from "node:assert/strict";
import { test } from "node:test";
import { Parser } from "@asyncapi/parser";

const SAMPLE_URL = process.env.SAMPLE_URL;

const WARNING = 1;

test("the official parser takes the AsyncAPI document without a warning", async () => {
	const response = await fetch(`${SAMPLE_URL}/dialogue/asyncapi.json`);
	assert.equal(response.status, 200);
	const { document, diagnostics } = await new Parser().parse(await response.text());
	assert.deepEqual(diagnostics.filter(({ severity }) => severity <= WARNING), []);
	assert.equal(document.version(), "3.0.0");
	const lobby = document.channels().get("room.lobby");
	assert.equal(lobby.address(), "lobby");
	assert.deepEqual(lobby.operations().filterByReceive().map((operation) => operation.id()).sort(),
			["room.lobby.trigger.message", "room.lobby.trigger.typing"]);
	const [message] = document.operations().get("room.lobby.event.message").messages().all();
	assert.equal(message.name(), "dialogue:event");
	const data = message.payload().json().allOf[1].properties.data;
	assert.equal(data.properties.text.maxLength, 1000);
});

test("the types name the rooms with their events", async () => {
	const types = await (await fetch(`${SAMPLE_URL}/dialogue/types.ts`)).text();
	assert.match(types, /^ {2}"message": Message;$/m);
	assert.match(types, /^ {2}"lobby": \{ trigger: "message" \| "typing"; receive: "message" \| "presence" \| "typing" \};$/m);
});

test("a tag spares what has not changed", async () => {
	const first = await fetch(`${SAMPLE_URL}/dialogue/types.ts`);
	const again = await fetch(`${SAMPLE_URL}/dialogue/types.ts`, { headers: { "If-None-Match": first.headers.get("etag") } });
	assert.equal(again.status, 304);
});
