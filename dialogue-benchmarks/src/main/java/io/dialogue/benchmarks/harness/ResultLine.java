package io.dialogue.benchmarks.harness;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One run as a line of JSON. What was not measured is null.
 *
 * @param server the server's name, {@code dialogue} for our own
 * @param room how many members the room has
 * @param inflight broadcasts in flight in the closed loop; 0 for the common offered rate
 * @param deliveriesPerSecond messages that clients received per second
 * @param deliveriesPerCpuSecond the same per second of the server's CPU time
 * @param generatorCpu the share of its core that the generator used
 * @param p50Ms the median latency at the common offered rate, in milliseconds
 * @param p99Ms the 99th percentile of it
 * @param allocatedBytesPerDelivery bytes that the server allocated on the heap
 * @param rssBytesPerConnection resident bytes of the server per idle connection
 * @param steal the share of the time that the hypervisor took away from the server's or
 * the generator's core, whichever lost more
 */
@JsonPropertyOrder({ "server", "room", "inflight", "deliveriesPerSecond", "deliveriesPerCpuSecond", "generatorCpu",
		"p50Ms", "p99Ms", "allocatedBytesPerDelivery", "rssBytesPerConnection", "steal" })
record ResultLine(String server, int room, int inflight, long deliveriesPerSecond, long deliveriesPerCpuSecond,
		@Nullable Double generatorCpu, @Nullable Double p50Ms, @Nullable Double p99Ms,
		@Nullable Double allocatedBytesPerDelivery, @Nullable Long rssBytesPerConnection, @Nullable Double steal) {

	static @Nullable Double rounded(double value) {
		return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : null;
	}

}
