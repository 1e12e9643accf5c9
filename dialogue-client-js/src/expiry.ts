/** The longest delay of a timer, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Tells once for each expiry, a while before it. */
export class Expiry {
	#timer: ReturnType<typeof setTimeout> | undefined;
	#told: number | undefined;

	constructor(private readonly ahead: number, private readonly onExpiring: (expiresAt: number) => void) {}

	/** Watches this expiry, in milliseconds since 1970, instead of any other. */
	watch(expiresAt: number | undefined): void {
		this.stop();
		if (expiresAt === undefined || expiresAt === this.#told) {
			return;
		}
		const left = expiresAt - this.ahead - Date.now();
		this.#timer = setTimeout(() => {
			if (left > LONGEST) {
				this.watch(expiresAt);
			} else {
				this.#told = expiresAt;
				this.onExpiring(expiresAt);
			}
		}, Math.min(LONGEST, Math.max(0, left)));
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}
