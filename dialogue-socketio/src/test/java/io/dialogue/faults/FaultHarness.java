package io.dialogue.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.jspecify.annotations.Nullable;

import io.dialogue.broker.BrokerSettings;
import io.dialogue.broker.InMemoryEventBroker;
import io.dialogue.event.EventDefinition;
import io.dialogue.socketio.SocketIoGatewayServer;
import io.dialogue.socketio.SocketIoServerSettings;
import io.dialogue.testsupport.TestDialogue;

/**
 * Runs clients against a server through a proxy that harms their connections, while
 * events are triggered from the server and from clients, and checks that nothing is lost
 * without notice.
 */
final class FaultHarness {

	static final int CLIENTS = 200;

	private static final List<String> ROOMS = List.of("red", "green", "blue");

	/** What clients subscribe to, one after the other. */
	private static final List<List<String>> SUBSCRIPTIONS = List.of(List.of("news", "notes"), List.of("*"),
			List.of("news"), List.of("notes", "typing"));

	private static final Duration TRAFFIC = Duration.ofSeconds(4);

	private static final int TRIGGERS = 240;

	private static final int FAULTS = 250;

	/** How long all may need to settle once the faults are over. */
	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final long seed;

	private final int historyLimit;

	private final Random random;

	private final List<RecoveringClient> clients = new ArrayList<>();

	private final List<CompletableFuture<?>> serverTriggers = new ArrayList<>();

	private @Nullable RecoveringClient waitingFor;

	/**
	 * Prepares a run.
	 * @param seed decides on the faults and the traffic
	 * @param historyLimit how many events of each name rooms keep
	 */
	FaultHarness(long seed, int historyLimit) {
		this.seed = seed;
		this.historyLimit = historyLimit;
		this.random = new Random(seed);
	}

	/**
	 * Runs the schedule.
	 * @return what was seen
	 */
	FaultOutcome run() {
		RecordingBroker broker = new RecordingBroker(new InMemoryEventBroker(BrokerSettings.DEFAULTS));
		DeliveryChecker checker = new DeliveryChecker(broker);
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
		SocketIoGatewayServer server = new SocketIoGatewayServer(settings(), List.of());
		try (TestDialogue dialogue = dialogue(broker)) {
			server.start(dialogue.gateway());
			try (FaultProxy proxy = new FaultProxy(group, server.port())) {
				connect(group, proxy.port(), checker);
				boolean begun = await(() -> isSettled(checker, broker));
				load(dialogue, proxy);
				boolean settled = begun && await(() -> isSettled(checker, broker));
				return outcome(checker, broker, settled);
			}
			finally {
				this.clients.forEach(RecoveringClient::stop);
				server.stop();
			}
		}
		finally {
			group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
		}
	}

	/**
	 * No fault lasts as long as a heartbeat may be late: a busy machine adds no losses.
	 */
	private static SocketIoServerSettings settings() {
		return SocketIoServerSettings.builder()
			.host("127.0.0.1")
			.eventLoopThreads(2)
			.pingInterval(Duration.ofSeconds(1))
			.pingTimeout(Duration.ofSeconds(15))
			.build();
	}

	/** As many seats as clients: a ghost that keeps a seat would be noticed. */
	private TestDialogue dialogue(RecordingBroker broker) {
		TestDialogue.Builder builder = TestDialogue.builder()
			.broker(broker)
			.maxReplay(TRIGGERS)
			.events(EventDefinition.of("news").withHistory(this.historyLimit),
					EventDefinition.of("notes").withHistory(this.historyLimit), EventDefinition.of("typing"));
		ROOMS.forEach((room) -> builder.room(room, (definition) -> definition.events("*").maxSize(CLIENTS)));
		return builder.build();
	}

	private void connect(EventLoopGroup group, int port, DeliveryChecker checker) {
		for (int i = 0; i < CLIENTS; i++) {
			String userId = (i % 2 == 0) ? "user-" + i : null;
			RecoveringClient client = new RecoveringClient(group, port, "client-" + i, userId,
					() -> Duration.ofMillis(ThreadLocalRandom.current().nextLong(200)), checker);
			List<String> subscriptions = SUBSCRIPTIONS.get(i % SUBSCRIPTIONS.size());
			ROOMS.forEach((room) -> {
				client.room(room, subscriptions);
				checker.expect(client, room, subscriptions);
			});
			this.clients.add(client);
			client.start();
		}
	}

	private void load(TestDialogue dialogue, FaultProxy proxy) {
		FaultSchedule schedule = FaultSchedule.of(this.seed, TRAFFIC, FAULTS);
		long start = System.nanoTime();
		long between = TRAFFIC.toNanos() / TRIGGERS;
		int step = 0;
		for (int number = 0; number < TRIGGERS; number++) {
			while (step < schedule.steps().size()
					&& schedule.steps().get(step).atMillis() * 1_000_000 <= number * between) {
				proxy.inflict(schedule.steps().get(step++));
			}
			trigger(dialogue, number);
			long wait = start + (number + 1) * between - System.nanoTime();
			LockSupport.parkNanos(Math.max(0, wait));
		}
		CompletableFuture.allOf(this.serverTriggers.toArray(CompletableFuture[]::new))
			.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.join();
	}

	private void trigger(TestDialogue dialogue, int number) {
		String room = ROOMS.get(this.random.nextInt(ROOMS.size()));
		String event = List.of("news", "notes", "typing").get(this.random.nextInt(3));
		if (this.random.nextBoolean()) {
			this.serverTriggers.add(dialogue.template().trigger(room, event, Map.of("by", "server", "number", number)));
			return;
		}
		RecoveringClient client = this.clients.get(this.random.nextInt(CLIENTS));
		client.trigger(room, event, Map.of("by", client.name(), "number", number), "id-" + number);
	}

	/** Asks first the client for which it waited last. */
	private boolean isSettled(DeliveryChecker checker, RecordingBroker broker) {
		if (!checker.violations().isEmpty()) {
			return true;
		}
		int published = published(broker);
		return (this.waitingFor == null || isSettled(this.waitingFor, checker))
				&& this.clients.stream().allMatch((client) -> isSettled(client, checker))
				&& published == published(broker);
	}

	private boolean isSettled(RecoveringClient client, DeliveryChecker checker) {
		boolean settled = client
			.ask(() -> client.isSettled() && ROOMS.stream().allMatch((room) -> checker.isComplete(client, room)));
		if (!settled) {
			this.waitingFor = client;
		}
		return settled;
	}

	private static int published(RecordingBroker broker) {
		return ROOMS.stream().mapToInt(broker::count).sum();
	}

	private static boolean await(BooleanSupplier condition) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				return false;
			}
			LockSupport.parkNanos(POLL_NANOS);
		}
		return true;
	}

	private FaultOutcome outcome(DeliveryChecker checker, RecordingBroker broker, boolean settled) {
		checker.checkPublished(ROOMS);
		List<String> violations = new ArrayList<>(checker.violations());
		if (!settled) {
			violations.add("Not all clients got all within " + PATIENCE + ": " + unsettled(checker));
		}
		return new FaultOutcome(this.seed,
				violations.stream()
					.map((violation) -> "Violation with a history of " + this.historyLimit + ", seed " + this.seed
							+ ": " + violation)
					.toList(),
				checker.gaps(), checker.lostConnections(), published(broker), checker.acknowledgements(),
				checker.deliveries());
	}

	private List<String> unsettled(DeliveryChecker checker) {
		return this.clients.stream()
			.filter((client) -> !isSettled(client, checker))
			.map(RecoveringClient::name)
			.toList();
	}

}
