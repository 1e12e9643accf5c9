package io.dialogue.benchmarks.harness;

/**
 * What a {@link CostGenerator} is to measure, as JSON on its command line.
 *
 * @param server the server's name
 * @param crowd what the server has beside the rooms
 * @param options the sizes of the rooms, and how they are measured
 */
record CostTask(String server, Crowd crowd, FanoutOptions options) {

	/**
	 * What tells logs of servers apart that are up at once.
	 * @return the beginning of a file's name
	 */
	String logName() {
		return this.server + (this.crowd.equals(Crowd.NONE) ? "" : "-in-a-crowd");
	}

}
