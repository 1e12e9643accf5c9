/** Pseudo-random numbers from a seed (mulberry32): the same seed gives the same numbers. */
export class Random {

	#state;

	constructor(seed) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0, less than the limit. */
	below(limit) {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * limit);
	}

	of(list) {
		return list[this.below(list.length)];
	}

}
