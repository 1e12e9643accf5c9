package io.dialogue.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.benchmarks.peer.DialogueAssembly;
import io.dialogue.benchmarks.peer.Message;
import io.dialogue.benchmarks.peer.Messages;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.TriggerResult;
import io.dialogue.gateway.GatewayRequest;
import io.dialogue.gateway.GatewaySession;

/**
 * The way of one event to its hand-over, which goes nowhere: binding, validation, history
 * and metrics, on the calling thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PipelineBenchmark {

	private static final String ROOM = "room-0";

	private final DialogueAssembly assembly = new DialogueAssembly(1, (room, event, except) -> 0, Runnable::run);

	private final DialogueTemplate template = this.assembly.template();

	private final NullConnection connection = new NullConnection();

	private final GatewaySession session = this.assembly.gateway().open(this.connection);

	private final Message message = new Messages(200).next(System.nanoTime());

	private final JsonMapper mapper = new JsonMapper();

	private final JsonNode request = this.mapper.readTree("{\"roomId\":\"room-0\",\"event\":\"message\",\"data\":"
			+ new Messages(200).nextJson(System.nanoTime()) + "}");

	/** Has the client join. */
	@Setup
	public void join() {
		this.session
			.request(new GatewayRequest("dialogue:join", this.mapper.createObjectNode().put("roomId", ROOM), null));
		if (!this.connection.isJoined()) {
			throw new IllegalStateException("The client is no member");
		}
	}

	/**
	 * A client's request, parsed already.
	 * @return something, so that it is not optimised away
	 */
	@Benchmark
	public long clientTrigger() {
		this.session.request(new GatewayRequest("dialogue:trigger", this.request, null));
		return this.connection.sent();
	}

	/**
	 * A trigger by the server.
	 * @return its result
	 */
	@Benchmark
	public TriggerResult serverTrigger() {
		return this.template.trigger(ROOM, this.message).join();
	}

}
