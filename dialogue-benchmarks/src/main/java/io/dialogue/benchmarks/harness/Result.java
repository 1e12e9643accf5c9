package io.dialogue.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * One run of one server. Written to a file as JSON and read again for the guide's tables.
 *
 * @param kind how the server was loaded
 * @param machine where, on which cores and by which transport
 * @param server the server's name
 * @param room how many members the room has
 * @param inflight broadcasts in flight in the closed loop; 0 for the common offered rate
 * @param window what was measured
 * @param offered what was measured at the common offered rate in the same process
 * @param rssBytesPerConnection resident bytes per idle connection in this run
 */
record Result(Kind kind, String machine, String server, int room, int inflight, Window window, @Nullable Window offered,
		@Nullable Long rssBytesPerConnection) {

	/**
	 * Whether the generator was the bottleneck of a run at the common offered rate.
	 * @return whether the run does not count
	 */
	boolean isVoid() {
		return this.kind == Kind.OFFERED && this.window.generatorCpu() > FanoutOptions.GENERATOR_LIMIT;
	}

	ResultLine line() {
		return new ResultLine(this.server, this.room, this.inflight, Math.round(this.window.deliveriesPerSecond()),
				Math.round(this.window.deliveriesPerCpuSecond()), ResultLine.rounded(this.window.generatorCpu()),
				(this.offered != null) ? ResultLine.rounded(this.offered.p50Ms()) : null,
				(this.offered != null) ? ResultLine.rounded(this.offered.p99Ms()) : null,
				ResultLine.rounded(this.window.allocatedBytesPerDelivery()), this.rssBytesPerConnection,
				ResultLine.rounded(this.window.steal()));
	}

	/**
	 * How a server was loaded.
	 */
	enum Kind {

		/** In a closed loop. */
		CLOSED("Closed loop"),

		/** At the common offered rate. */
		OFFERED("Common offered rate, each broadcast alone"),

		/** By clients that trigger in small rooms. */
		CLIENTS("Small rooms, triggered by clients, closed loop");

		private final String title;

		Kind(String title) {
			this.title = title;
		}

		String title() {
			return this.title;
		}

	}

}
