package io.dialogue.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.benchmarks.peer.Messages;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayRequest;
import io.dialogue.gateway.GatewaySession;

/**
 * What a broadcast costs in the core, by the number of subscribers, whose connections
 * drop it. The time of one trigger: divide by the members for that of a delivery.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FanOutBenchmark {

	private final DialogueGateway gateway = new DialogueAssembly(null, Runnable::run).gateway();

	private final JsonMapper mapper = new JsonMapper();

	private final GatewayRequest join = new GatewayRequest("dialogue:join",
			this.mapper.createObjectNode().put("roomId", DialogueAssembly.ROOM), null);

	private final GatewayRequest trigger = new GatewayRequest("dialogue:trigger",
			this.mapper.readTree("{\"roomId\":\"room-0\",\"event\":\"message\",\"data\":"
					+ new Messages(200).nextJson(System.nanoTime()) + "}"),
			null);

	private final NullConnection connection = new NullConnection();

	private final GatewaySession sender = this.gateway.open(this.connection);

	@Param({ "1", "100", "10000" })
	private int members;

	/** Fills the room. */
	@Setup
	public void fill() {
		this.sender.request(this.join);
		for (int i = 1; i < this.members; i++) {
			this.gateway.open(new NullConnection()).request(this.join);
		}
		long before = this.connection.sent();
		if (broadcast() != before + 1) {
			throw new IllegalStateException("The sender is no member");
		}
	}

	/**
	 * A trigger by a member.
	 * @return what that member received so far
	 */
	@Benchmark
	public long broadcast() {
		this.sender.request(this.trigger);
		return this.connection.sent();
	}

}
