package io.dialogue.benchmarks.jmh;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.benchmarks.peer.Message;
import io.dialogue.benchmarks.peer.Messages;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.TriggerResult;
import io.dialogue.gateway.GatewayRequest;
import io.dialogue.gateway.GatewaySession;

/**
 * The way of one event to its hand-over, which goes nowhere: binding, validation, history
 * and metrics.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PipelineBenchmark {

	/** Server triggers that are on their way to the worker at the same time. */
	private static final int BATCH = 256;

	private final ExecutorService worker = Executors.newSingleThreadExecutor();

	private final DialogueAssembly assembly = new DialogueAssembly((room, event, except) -> 0, Runnable::run);

	private final DialogueTemplate template = new DialogueAssembly((room, event, except) -> 0, this.worker).template();

	private final NullConnection connection = new NullConnection();

	private final GatewaySession session = this.assembly.gateway().open(this.connection);

	private final Message message = new Messages(200).next(System.nanoTime());

	private final JsonMapper mapper = new JsonMapper();

	private final JsonNode request = this.mapper.readTree("{\"roomId\":\"room-0\",\"event\":\"message\",\"data\":"
			+ new Messages(200).nextJson(System.nanoTime()) + "}");

	/** Has the client join. */
	@Setup
	public void join() {
		this.session.request(new GatewayRequest("dialogue:join",
				this.mapper.createObjectNode().put("roomId", DialogueAssembly.ROOM), null));
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
	 * Triggers by the server, which a worker's thread publishes.
	 * @return the last one's result
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public TriggerResult serverTrigger() {
		for (int i = 1; i < BATCH; i++) {
			this.template.trigger(DialogueAssembly.ROOM, this.message);
		}
		return this.template.trigger(DialogueAssembly.ROOM, this.message).join();
	}

	/** Ends the worker. */
	@TearDown
	public void stop() {
		this.worker.shutdown();
	}

}
