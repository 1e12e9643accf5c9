import { report } from "./listeners.js";
import type { Acknowledgement } from "./transport.js";

/**
 * Acknowledges a message with the first answer of its handlers, in the order in which they were registered. Where none
 * has an answer, that the message was handled is acknowledged; but not where one of them failed.
 * @param results what the handlers returned, or promises of it
 * @param failed whether a handler failed already
 */
export async function acknowledge(results: readonly unknown[], failed: boolean, ack: Acknowledgement): Promise<void> {
	let silent = failed;
	const answers = results.map((result) => Promise.resolve(result).catch((error: unknown) => {
		silent = true;
		report(error);
	}));
	for (const answer of answers) {
		const value = await answer;
		if (value !== undefined) {
			ack(value);
			return;
		}
	}
	if (!silent) {
		ack();
	}
}
