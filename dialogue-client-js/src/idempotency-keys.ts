/** Makes a key for each event of one client: no other client makes the same. */
export class IdempotencyKeys {
	/** 96 random bits, also where pages have no `randomUUID` because they did not come over HTTPS. */
	readonly #prefix = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
	#sequence = 0;

	next(): string {
		return `${this.#prefix}-${(++this.#sequence).toString(36)}`;
	}
}
