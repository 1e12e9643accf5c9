package io.dialogue.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
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

import io.dialogue.benchmarks.peer.DialogueAssembly;
import io.dialogue.benchmarks.peer.Message;
import io.dialogue.benchmarks.peer.Messages;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.TriggerResult;
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

	private final DialogueAssembly assembly = new DialogueAssembly(1, null, Runnable::run);

	private final DialogueTemplate template = this.assembly.template();

	private final List<NullConnection> connections = new ArrayList<>();

	private final Message message = new Messages(200).next(System.nanoTime());

	@Param({ "1", "100", "10000" })
	private int members;

	/** Fills the room. */
	@Setup
	public void fill() {
		DialogueGateway gateway = this.assembly.gateway();
		for (int i = 0; i < this.members; i++) {
			NullConnection connection = new NullConnection();
			this.connections.add(connection);
			GatewaySession session = gateway.open(connection);
			session.request(new GatewayRequest("dialogue:join",
					new JsonMapper().createObjectNode().put("roomId", "room-0"), null));
		}
		if (broadcast().recipients() != this.members) {
			throw new IllegalStateException("Not all are members");
		}
	}

	/**
	 * A trigger by the server.
	 * @return its result
	 */
	@Benchmark
	public TriggerResult broadcast() {
		return this.template.trigger("room-0", this.message).join();
	}

}
