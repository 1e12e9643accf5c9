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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.DisconnectReason;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayRequest;
import io.dialogue.gateway.GatewaySession;

/**
 * What it costs to come and go, by the number of members that stay.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MembershipBenchmark {

	private final DialogueGateway gateway = new DialogueAssembly(null, Runnable::run).gateway();

	private final NullConnection connection = new NullConnection();

	private final GatewaySession session = this.gateway.open(this.connection);

	private final JsonNode room = new JsonMapper().createObjectNode().put("roomId", DialogueAssembly.ROOM);

	@Param({ "0", "10000" })
	private int others;

	/** Fills the room. */
	@Setup
	public void fill() {
		for (int i = 0; i < this.others; i++) {
			this.gateway.open(new NullConnection()).request(request("dialogue:join"));
		}
	}

	private GatewayRequest request(String name) {
		return new GatewayRequest(name, this.room, null);
	}

	/**
	 * A connected client joins and leaves.
	 * @return something, so that it is not optimised away
	 */
	@Benchmark
	public long joinAndLeave() {
		this.session.request(request("dialogue:join"));
		this.session.request(request("dialogue:leave"));
		return this.connection.sent();
	}

	/**
	 * A client connects, joins and disconnects.
	 * @return something, so that it is not optimised away
	 */
	@Benchmark
	public long connectJoinAndDisconnect() {
		NullConnection visitor = new NullConnection();
		GatewaySession opened = this.gateway.open(visitor);
		opened.request(request("dialogue:join"));
		opened.closed(DisconnectReason.TRANSPORT_CLOSE);
		return visitor.sent();
	}

}
