package io.dialogue.benchmarks.harness;

/**
 * What a server has beside the rooms that are measured.
 *
 * @param rooms how many other rooms, in which nobody is
 * @param clients how many clients that are in no room
 */
record Crowd(int rooms, int clients) {

	/** Nothing. */
	static final Crowd NONE = new Crowd(0, 0);

	String description() {
		return equals(NONE) ? "none" : "%,d rooms, %,d clients".formatted(this.rooms, this.clients);
	}

}
