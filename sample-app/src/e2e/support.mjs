import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

/** How long one waits for what must come, in milliseconds. */
export const WAIT = 60_000;

/** A name that no other test has. */
export const unique = (name) => `${name}-${randomUUID().slice(0, 8)}`;

/** Waits for a condition; `what` says what there is instead. */
export async function until(condition, what) {
	const end = Date.now() + WAIT;
	while (!condition()) {
		assert.ok(Date.now() < end, String(what()));
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

export const state = (client, wanted) => until(() => client.state === wanted, () => `${client.state} instead of ${wanted}`);
