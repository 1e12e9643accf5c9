package io.dialogue.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.broadcast.LocalBroadcaster;
import io.dialogue.broker.BrokerSettings;
import io.dialogue.broker.CleanupHooks;
import io.dialogue.broker.EventBroker;
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
import io.dialogue.gateway.GatewayLimits;
import io.dialogue.gateway.Revocations;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.Listeners;
import io.dialogue.hook.RoomAuthorizer;
import io.dialogue.hook.RoomHooks;
import io.dialogue.hook.SocketHooks;
import io.dialogue.membership.DefaultRoomManager;
import io.dialogue.membership.InMemoryMembershipStore;
import io.dialogue.membership.Membership;
import io.dialogue.membership.MembershipStore;
import io.dialogue.membership.RoomAuthorization;
import io.dialogue.membership.RoomDirectory;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.pipeline.EventPipeline;
import io.dialogue.pipeline.EventStep;
import io.dialogue.pipeline.ServerEvents;
import io.dialogue.ratelimit.Bucket4jRateLimiter;
import io.dialogue.ratelimit.RateLimitPolicy;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.ratelimit.RateLimits;
import io.dialogue.revocation.InMemoryRevocationStore;
import io.dialogue.revocation.RevocationStore;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomDefinitionBuilder;
import io.dialogue.room.RoomLookup;
import io.dialogue.room.RoomTemplate;
import io.dialogue.room.RoomTemplates;

/**
 * The whole core in memory, without Spring and without a network. To be closed.
 */
public final class TestDialogue implements AutoCloseable {

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	private final InMemoryClientRegistry clients = new InMemoryClientRegistry();

	private final RoomDirectory directory = new RoomDirectory();

	private final Listeners listeners = new Listeners();

	private final List<ExecutorService> executors = new ArrayList<>();

	private final Builder parts;

	private final TrackedExecutor transport;

	private final EventRegistry registry;

	private final DefaultRoomManager rooms;

	private final DialogueTemplate template;

	private final DialogueGateway gateway;

	private TestDialogue(Builder builder) {
		this.parts = builder;
		this.transport = TrackedExecutor.of(pool("transport", Executors.newSingleThreadExecutor(daemon("transport"))));
		TrackedExecutor worker = this.transport.with(pool("worker", Executors.newCachedThreadPool(daemon("worker"))));
		Executor executor = (builder.worker != null) ? builder.worker : worker;
		JsonMapper mapper = JsonMapper.builder().build();
		MessageEncoder encoder = new MessageEncoder(mapper);
		EventCodec codec = new EventCodec(mapper);
		EventValidator validator = new EventValidator(codec, VALIDATOR);
		this.registry = new EventRegistry(builder.events);
		HookRegistry hooks = new HookRegistry(builder::hooks);
		DialogueContext context = new Context(this.clients, this.directory);
		builder.broker.attach(new LocalBroadcaster(this.directory),
				new CleanupHooks(hooks, this.registry, codec, executor));
		RoomHistory history = new RoomHistory(builder.broker, hooks, this.registry, codec, executor);
		RoomAuthorization authorization = new RoomAuthorization(hooks, executor, builder.authorizationTimeout);
		RoomTemplates templates = new RoomTemplates(builder.templates);
		RateLimits limits = new RateLimits(builder.rateLimiter, builder.silent);
		EventPipeline pipeline = EventPipeline.of(new EventPipeline.Parts(builder.broker, codec, validator, hooks,
				this.listeners, authorization, limits, builder.metrics, executor), builder.steps);
		ServerEvents serverEvents = new ServerEvents(pipeline, this.registry, validator, this.listeners, history,
				context, builder.metrics, executor);
		this.rooms = new DefaultRoomManager(
				new DefaultRoomManager.Parts(this.directory, templates, builder.store, builder.broker, serverEvents,
						this.listeners, hooks, authorization, builder.rateLimiter, this.clients, encoder, executor),
				builder.maxRooms);
		Membership membership = new Membership(
				new Membership.Parts(this.directory, this.rooms, templates, authorization, builder.store,
						builder.broker, serverEvents, hooks, this.clients, builder.rateLimiter),
				builder.settings.clientLimits(), builder.maxReplay);
		Revocations revocations = new Revocations(builder.revocations, this.clients);
		this.template = new DialogueTemplate(this.rooms, serverEvents, this.clients, encoder, revocations);
		this.gateway = new DefaultDialogueGateway(new DefaultDialogueGateway.Parts(membership, this.rooms, templates,
				authorization, pipeline, this.registry, validator, history, limits, this.clients, revocations, hooks,
				context, mapper, builder.metrics, executor, authenticationPool(builder)), builder.settings);
		this.rooms.register(builder.rooms);
		this.rooms.announceRegistered();
	}

	private ExecutorService authenticationPool(Builder builder) {
		return this.transport.with(pool("auth", new ThreadPoolExecutor(builder.authenticationThreads,
				builder.authenticationThreads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(1000), daemon("auth"))));
	}

	private ExecutorService pool(String name, ExecutorService executor) {
		this.executors.add(executor);
		return executor;
	}

	private static ThreadFactory daemon(String name) {
		return (task) -> {
			Thread thread = new Thread(task, "dialogue-test-" + name);
			thread.setDaemon(true);
			return thread;
		};
	}

	/**
	 * Starts to put a core together.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Connects a client that names itself, and waits until it is connected.
	 * @param userId the user's id
	 * @return the client
	 */
	public TestClient connect(String userId) {
		return connect(Map.of("userId", userId));
	}

	/**
	 * Connects a client, and waits until it is connected.
	 * @param auth the payload of the connect request
	 * @return the client
	 */
	public TestClient connect(Map<String, Object> auth) {
		TestClient client = open(auth);
		client.connection().await("dialogue:connected", 1);
		return client;
	}

	/**
	 * Begins to connect a client.
	 * @param auth the payload of the connect request
	 * @return the client
	 */
	public TestClient open(Map<String, Object> auth) {
		FakeConnection connection = new FakeConnection(auth, this.transport);
		connection.attach(this.gateway.open(connection));
		return new TestClient(connection);
	}

	/**
	 * Waits until no task waits or runs on any thread, so that what has not come by then
	 * does not come.
	 */
	public void awaitIdle() {
		this.transport.awaitIdle();
	}

	/**
	 * The application's way to rooms and events.
	 * @return the template
	 */
	public DialogueTemplate template() {
		return this.template;
	}

	/**
	 * The clients that are connected.
	 * @return the registry
	 */
	public ClientRegistry clients() {
		return this.clients;
	}

	/**
	 * The rooms.
	 * @return the manager
	 */
	public DefaultRoomManager rooms() {
		return this.rooms;
	}

	/**
	 * The events that are declared.
	 * @return the registry
	 */
	public EventRegistry registry() {
		return this.registry;
	}

	/**
	 * The listeners.
	 * @return the listeners
	 */
	public Listeners listeners() {
		return this.listeners;
	}

	/**
	 * The gateway.
	 * @return the gateway
	 */
	public DialogueGateway gateway() {
		return this.gateway;
	}

	/**
	 * The broker.
	 * @return the broker
	 */
	public EventBroker broker() {
		return this.parts.broker;
	}

	/**
	 * The store of seats.
	 * @return the store
	 */
	public MembershipStore store() {
		return this.parts.store;
	}

	@Override
	public void close() {
		this.executors.forEach(ExecutorService::shutdownNow);
		for (ExecutorService executor : this.executors) {
			try {
				executor.awaitTermination(5, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	/**
	 * A map that may hold {@code null}, for payloads.
	 * @param entries names and values in turn
	 * @return the map
	 */
	public static Map<String, Object> json(@Nullable Object... entries) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put(String.valueOf(entries[i]), entries[i + 1]);
		}
		return map;
	}

	private record Context(ClientRegistry clients, RoomLookup rooms) implements DialogueContext {

	}

	/**
	 * Puts a core together.
	 */
	public static final class Builder {

		private final List<EventDefinition> events = new ArrayList<>();

		private final List<RoomDefinition> rooms = new ArrayList<>();

		private final List<SocketHooks> socketHooks = new ArrayList<>();

		private final List<ClientHooks> clientHooks = new ArrayList<>();

		private final List<RoomHooks> roomHooks = new ArrayList<>();

		private final List<EventHooks> eventHooks = new ArrayList<>();

		private final List<RoomAuthorizer> authorizers = new ArrayList<>();

		private final List<RoomTemplate> templates = new ArrayList<>();

		private Duration authorizationTimeout = Duration.ofSeconds(10);

		private final List<EventStep> steps = new ArrayList<>();

		private @Nullable Authenticator authenticator;

		private @Nullable Executor worker;

		private EventBroker broker = new InMemoryEventBroker();

		private RevocationStore revocations = new InMemoryRevocationStore(1000);

		private MembershipStore store = new InMemoryMembershipStore();

		private RateLimiter rateLimiter = new Bucket4jRateLimiter(new RateLimitPolicy(Map.of(), Map.of()));

		private boolean silent;

		private DialogueMetrics metrics = DialogueMetrics.NONE;

		private DefaultDialogueGateway.Settings settings = DefaultDialogueGateway.Settings.DEFAULTS;

		private int maxRooms = 10_000;

		private int maxReplay = 500;

		private int authenticationThreads = 4;

		private Builder() {
		}

		private HookRegistry.Hooks hooks() {
			return new HookRegistry.Hooks(this.authenticator, this.socketHooks, this.clientHooks, this.roomHooks,
					this.eventHooks, this.authorizers);
		}

		/**
		 * Declares events by their annotated types.
		 * @param types the types
		 * @return this builder
		 */
		public Builder events(Class<?>... types) {
			Arrays.stream(types).map(EventDefinition::of).forEach(this.events::add);
			return this;
		}

		/**
		 * Declares events.
		 * @param definitions the events
		 * @return this builder
		 */
		public Builder events(EventDefinition... definitions) {
			this.events.addAll(List.of(definitions));
			return this;
		}

		/**
		 * Declares a room that admits and subscribes to all events.
		 * @param id the room's id
		 * @return this builder
		 */
		public Builder room(String id) {
			return room(id, (room) -> room.events("*").defaultSubscriptions("*"));
		}

		/**
		 * Declares a room.
		 * @param id the room's id
		 * @param customizer says more about it
		 * @return this builder
		 */
		public Builder room(String id, Consumer<RoomDefinitionBuilder> customizer) {
			RoomDefinitionBuilder room = RoomDefinition.builder(id, "Room " + id).label(id);
			customizer.accept(room);
			this.rooms.add(room.build());
			return this;
		}

		/**
		 * Adds hooks of whatever kinds.
		 * @param hooks the hooks, in their order
		 * @return this builder
		 */
		public Builder hooks(Object... hooks) {
			for (Object hook : hooks) {
				add(hook, SocketHooks.class, this.socketHooks);
				add(hook, ClientHooks.class, this.clientHooks);
				add(hook, RoomHooks.class, this.roomHooks);
				add(hook, EventHooks.class, this.eventHooks);
			}
			return this;
		}

		private static <T> void add(Object hook, Class<T> type, List<T> hooks) {
			if (type.isInstance(hook)) {
				hooks.add(type.cast(hook));
			}
		}

		/**
		 * Sets the authenticator.
		 * @param asked the authenticator
		 * @return this builder
		 */
		public Builder authenticator(Authenticator asked) {
			this.authenticator = asked;
			return this;
		}

		/**
		 * Adds a step to the pipeline.
		 * @param step the step
		 * @return this builder
		 */
		public Builder step(EventStep step) {
			this.steps.add(step);
			return this;
		}

		/**
		 * Replaces the broker.
		 * @param other the broker
		 * @return this builder
		 */
		public Builder broker(EventBroker other) {
			this.broker = other;
			return this;
		}

		/**
		 * Bounds the broker in memory.
		 * @param bounds its bounds
		 * @return this builder
		 */
		public Builder broker(BrokerSettings bounds) {
			return broker(new InMemoryEventBroker(bounds));
		}

		/**
		 * Replaces the store of revocations.
		 * @param other the store
		 * @return this builder
		 */
		public Builder revocations(RevocationStore other) {
			this.revocations = other;
			return this;
		}

		/**
		 * Replaces the store of seats.
		 * @param other the store
		 * @return this builder
		 */
		public Builder store(MembershipStore other) {
			this.store = other;
			return this;
		}

		/**
		 * Replaces the rate limiter.
		 * @param other the limiter
		 * @return this builder
		 */
		public Builder rateLimiter(RateLimiter other) {
			this.rateLimiter = other;
			return this;
		}

		/**
		 * Drops what is beyond the limits without an error.
		 * @return this builder
		 */
		public Builder silent() {
			this.silent = true;
			return this;
		}

		/**
		 * Sets who records what happens.
		 * @param other the metrics
		 * @return this builder
		 */
		public Builder metrics(DialogueMetrics other) {
			this.metrics = other;
			return this;
		}

		/**
		 * Replaces the workers.
		 * @param other runs requests and hooks
		 * @return this builder
		 */
		public Builder worker(Executor other) {
			this.worker = other;
			return this;
		}

		/**
		 * Changes the gateway's bounds.
		 * @param change makes other bounds of those that are set
		 * @return this builder
		 */
		public Builder limits(UnaryOperator<GatewayLimits> change) {
			this.settings = new DefaultDialogueGateway.Settings(change.apply(this.settings.limits()),
					this.settings.clientLimits(), this.settings.sessionLifetime());
			return this;
		}

		/**
		 * Bounds what one client may hold.
		 * @param bounds the bounds
		 * @return this builder
		 */
		public Builder clientLimits(ClientLimits bounds) {
			this.settings = new DefaultDialogueGateway.Settings(this.settings.limits(), bounds,
					this.settings.sessionLifetime());
			return this;
		}

		/**
		 * Adds families of rooms.
		 * @param more the templates
		 * @return this builder
		 */
		public Builder templates(RoomTemplate... more) {
			this.templates.addAll(Arrays.asList(more));
			return this;
		}

		/**
		 * Adds an authorizer.
		 * @param authorizer the authorizer
		 * @return this builder
		 */
		public Builder authorizer(RoomAuthorizer authorizer) {
			this.authorizers.add(authorizer);
			return this;
		}

		/**
		 * Bounds how long authorizers may take.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder authorizationTimeout(Duration timeout) {
			this.authorizationTimeout = timeout;
			return this;
		}

		/**
		 * Sets all of the gateway's bounds.
		 * @param all the bounds
		 * @return this builder
		 */
		public Builder settings(DefaultDialogueGateway.Settings all) {
			this.settings = all;
			return this;
		}

		/**
		 * Bounds the number of rooms.
		 * @param count how many rooms there may be
		 * @return this builder
		 */
		public Builder maxRooms(int count) {
			this.maxRooms = count;
			return this;
		}

		/**
		 * Bounds recoveries.
		 * @param count how many events one replays at most
		 * @return this builder
		 */
		public Builder maxReplay(int count) {
			this.maxReplay = count;
			return this;
		}

		/**
		 * Sets the size of the authenticator's pool.
		 * @param count the number of threads
		 * @return this builder
		 */
		public Builder authenticationThreads(int count) {
			this.authenticationThreads = count;
			return this;
		}

		/**
		 * Puts the core together.
		 * @return the core
		 */
		public TestDialogue build() {
			return new TestDialogue(this);
		}

	}

}
