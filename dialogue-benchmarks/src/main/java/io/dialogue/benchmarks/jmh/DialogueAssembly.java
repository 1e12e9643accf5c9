package io.dialogue.benchmarks.jmh;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.validation.Validation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.benchmarks.peer.Message;
import io.dialogue.broadcast.LocalBroadcaster;
import io.dialogue.broker.CleanupHooks;
import io.dialogue.broker.HandOver;
import io.dialogue.broker.InMemoryEventBroker;
import io.dialogue.broker.RoomHistory;
import io.dialogue.client.ClientLimits;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.InMemoryClientRegistry;
import io.dialogue.client.MessageEncoder;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;
import io.dialogue.gateway.DefaultDialogueGateway;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.Revocations;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.Listeners;
import io.dialogue.membership.DefaultRoomManager;
import io.dialogue.membership.InMemoryMembershipStore;
import io.dialogue.membership.Membership;
import io.dialogue.membership.RoomAuthorization;
import io.dialogue.membership.RoomDirectory;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.pipeline.EventPipeline;
import io.dialogue.pipeline.ServerEvents;
import io.dialogue.ratelimit.Bucket4jRateLimiter;
import io.dialogue.ratelimit.RateLimitPolicy;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.ratelimit.RateLimits;
import io.dialogue.revocation.InMemoryRevocationStore;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomLookup;
import io.dialogue.room.RoomTemplates;

/**
 * The library put together without Spring Boot: validation, history and metrics on, and
 * no rate limit, because the load is one.
 */
final class DialogueAssembly {

	static final String ROOM = "room-0";

	private static final int MAX_ROOMS = 100_000;

	private static final int MAX_REPLAY = 1_000;

	private final RoomDirectory directory = new RoomDirectory();

	private final JsonMapper mapper = new JsonMapper();

	private final EventCodec codec = new EventCodec(this.mapper);

	private final EventRegistry registry = new EventRegistry(List.of(EventDefinition.of(Message.class)));

	private final HookRegistry hooks = new HookRegistry(() -> HookRegistry.Hooks.NONE);

	private final InMemoryClientRegistry clients = new InMemoryClientRegistry();

	private final RateLimiter rateLimiter = new Bucket4jRateLimiter(new RateLimitPolicy(Map.of(), Map.of()));

	private final RateLimits rateLimits = new RateLimits(this.rateLimiter, false);

	private final DialogueMetrics metrics = new CountingMetrics();

	private final DialogueContext context = new Context(this.clients, this.directory);

	private final RoomAuthorization authorization;

	private final Membership membership;

	private final EventPipeline pipeline;

	private final EventValidator validator;

	private final RoomHistory history;

	private final DefaultRoomManager rooms;

	private final Revocations revocations;

	private final DialogueTemplate template;

	private final Executor worker;

	/**
	 * Puts the library together.
	 * @param handOver takes the events that are published, {@code null} for the
	 * subscribers
	 * @param worker runs requests
	 */
	DialogueAssembly(@Nullable HandOver handOver, Executor worker) {
		this.worker = worker;
		this.validator = new EventValidator(this.codec, Validation.buildDefaultValidatorFactory().getValidator());
		InMemoryEventBroker broker = new InMemoryEventBroker();
		broker.attach((handOver != null) ? handOver : new LocalBroadcaster(this.directory),
				new CleanupHooks(this.hooks, this.registry, this.codec, worker));
		Listeners listeners = new Listeners();
		InMemoryMembershipStore store = new InMemoryMembershipStore();
		this.history = new RoomHistory(broker, this.hooks, this.registry, this.codec, worker);
		this.authorization = new RoomAuthorization(this.hooks, worker, Duration.ofSeconds(10));
		this.pipeline = EventPipeline.of(new EventPipeline.Parts(broker, this.codec, this.validator, this.hooks,
				listeners, this.authorization, this.rateLimits, this.metrics, worker), List.of());
		ServerEvents events = new ServerEvents(this.pipeline, this.registry, this.validator, listeners, this.history,
				this.context, this.metrics, worker);
		MessageEncoder encoder = new MessageEncoder(this.mapper);
		this.rooms = new DefaultRoomManager(
				new DefaultRoomManager.Parts(this.directory, RoomTemplates.NONE, store, broker, events, listeners,
						this.hooks, this.authorization, this.rateLimiter, this.clients, encoder, worker),
				MAX_ROOMS);
		this.rooms.register(List.of(room()));
		this.membership = new Membership(new Membership.Parts(this.directory, this.rooms, RoomTemplates.NONE,
				this.authorization, store, broker, events, this.hooks, this.clients, this.rateLimiter),
				ClientLimits.DEFAULTS, MAX_REPLAY);
		this.revocations = new Revocations(new InMemoryRevocationStore(MAX_ROOMS), this.clients);
		this.template = new DialogueTemplate(this.rooms, events, this.clients, encoder, this.revocations);
	}

	private static RoomDefinition room() {
		return RoomDefinition.builder(ROOM, "Room")
			.events(Message.NAME)
			.defaultSubscriptions(Message.NAME)
			.label("benchmark")
			.build();
	}

	/**
	 * The library's door.
	 * @return a new gateway
	 */
	DialogueGateway gateway() {
		ExecutorService authentication = Executors.newSingleThreadExecutor();
		return new DefaultDialogueGateway(new DefaultDialogueGateway.Parts(this.membership, this.rooms,
				RoomTemplates.NONE, this.authorization, this.pipeline, this.registry, this.validator, this.history,
				this.rateLimits, this.clients, this.revocations, this.hooks, this.context, this.mapper, this.metrics,
				this.worker, authentication), DefaultDialogueGateway.Settings.DEFAULTS);
	}

	/**
	 * What applications trigger events with.
	 * @return the template
	 */
	DialogueTemplate template() {
		return this.template;
	}

	private record Context(ClientRegistry clients, RoomLookup rooms) implements DialogueContext {

	}

}
