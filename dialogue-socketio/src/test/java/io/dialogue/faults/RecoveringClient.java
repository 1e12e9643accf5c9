package io.dialogue.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that comes back whenever its connection is lost, takes over its session, joins
 * its rooms anew from where it stands, and repeats triggers until they are acknowledged.
 * Speaks the wire protocol over real sockets, and leaves judgement to its listener. Its
 * state is confined to one event loop; public methods may be called by any thread.
 */
public final class RecoveringClient {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final Map<String, RoomState> rooms = new LinkedHashMap<>();

	private final Map<Integer, BiConsumer<RecoveringClient, JsonNode>> unanswered = new HashMap<>();

	private final Map<String, ObjectNode> triggers = new LinkedHashMap<>();

	private final String name;

	private final @Nullable String userId;

	private final RecoveryListener listener;

	private final Supplier<Duration> backoff;

	private final Bootstrap bootstrap;

	private final EventLoop loop;

	private @Nullable Channel channel;

	private @Nullable String session;

	private @Nullable String knownAs;

	private int requests;

	private int generation;

	private boolean stopped;

	/**
	 * Creates a client that is not started.
	 * @param group runs it
	 * @param port the server's port, or that of a proxy before it
	 * @param name its name for the listener
	 * @param userId the user id that it claims, or {@code null} for none
	 * @param backoff how long it waits before it comes back
	 * @param listener told what happens, on the client's event loop
	 */
	public RecoveringClient(EventLoopGroup group, int port, String name, @Nullable String userId,
			Supplier<Duration> backoff, RecoveryListener listener) {
		this.loop = group.next();
		this.bootstrap = new Bootstrap().group(this.loop)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.remoteAddress("127.0.0.1", port);
		this.name = name;
		this.userId = userId;
		this.backoff = backoff;
		this.listener = listener;
	}

	/**
	 * The client's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Adds a room, before the start.
	 * @param roomId the room's id
	 * @param subscriptions the names of the events that the client receives
	 */
	public void room(String roomId, Collection<String> subscriptions) {
		this.rooms.put(roomId, new RoomState(roomId, List.copyOf(subscriptions)));
	}

	/**
	 * Begins to connect.
	 */
	public void start() {
		this.loop.execute(this::connect);
	}

	/**
	 * Goes for good.
	 */
	public void stop() {
		this.loop.submit(() -> {
			this.stopped = true;
			drop();
		}).syncUninterruptibly();
	}

	/**
	 * Loses the connection, and comes back.
	 */
	public void cut() {
		this.loop.execute(this::drop);
	}

	/**
	 * Stops or resumes to read from the current connection.
	 * @param reading whether to read
	 */
	public void reading(boolean reading) {
		this.loop.execute(() -> {
			if (this.channel != null) {
				this.channel.config().setAutoRead(reading);
			}
		});
	}

	private void drop() {
		if (this.channel != null) {
			this.channel.close();
		}
	}

	/**
	 * Triggers an event, as often as it takes until it is acknowledged.
	 * @param roomId a room of this client
	 * @param event the event's name
	 * @param data its data
	 * @param id its idempotency key
	 */
	public void trigger(String roomId, String event, Object data, String id) {
		ObjectNode request = MAPPER.createObjectNode().put("roomId", roomId).put("event", event).put("id", id);
		request.set("data", MAPPER.valueToTree(data));
		this.loop.execute(() -> {
			this.triggers.put(id, request);
			RoomState room = this.rooms.get(roomId);
			if (room != null && room.joined) {
				sendTrigger(id, request);
			}
		});
	}

	/**
	 * Looks at the client's state, on its event loop.
	 * @param <T> the type of the answer
	 * @param question what to find out
	 * @return the answer
	 */
	public <T> T ask(Supplier<T> question) {
		return this.loop.submit(question::get).syncUninterruptibly().getNow();
	}

	/**
	 * Whether the client is in all of its rooms and all triggers are acknowledged. To be
	 * asked on the event loop.
	 * @return {@code true} if nothing is under way
	 */
	public boolean isSettled() {
		return this.triggers.isEmpty() && this.rooms.values().stream().allMatch((room) -> room.joined);
	}

	private void connect() {
		if (this.stopped) {
			return;
		}
		int current = ++this.generation;
		this.listener.connecting(this);
		ClientLink link = new ClientLink(this, current);
		ChannelFuture connected = this.bootstrap.clone().handler(link.initializer()).connect();
		this.channel = connected.channel();
		this.channel.closeFuture().addListener((closed) -> lost(current));
	}

	private void lost(int which) {
		if (which != this.generation || this.channel == null) {
			return;
		}
		this.channel = null;
		this.unanswered.clear();
		this.rooms.values().forEach((room) -> room.joined = false);
		if (!this.stopped) {
			this.listener.lost(this);
			this.loop.schedule(this::connect, this.backoff.get().toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/** The payload of the connect request. */
	String auth() {
		ObjectNode auth = MAPPER.createObjectNode();
		if (this.userId != null) {
			auth.put("userId", this.userId);
		}
		if (this.session != null) {
			auth.put("session", this.session);
		}
		return auth.toString();
	}

	void message(String json) {
		JsonNode arguments = MAPPER.readTree(json);
		JsonNode payload = arguments.path(1);
		switch (arguments.path(0).stringValue()) {
			case "dialogue:connected" -> connected(payload);
			case "dialogue:event" -> event(payload);
			case "dialogue:error" -> this.listener.violated(this, "error without request: " + payload);
			default -> {
			}
		}
	}

	private void connected(JsonNode payload) {
		String user = payload.path("userId").stringValue();
		if (this.knownAs != null && !this.knownAs.equals(user)) {
			this.listener.violated(this, "was user " + this.knownAs + " and became " + user);
		}
		this.knownAs = user;
		this.session = payload.path("session").stringValue();
		this.rooms.values().forEach(this::join);
	}

	private void join(RoomState room) {
		ObjectNode request = MAPPER.createObjectNode().put("roomId", room.id);
		ArrayNode names = request.putArray("subscriptions");
		room.subscriptions.forEach(names::add);
		if (room.epoch != null) {
			request.putObject("since").put("epoch", room.epoch).put("offset", room.offset);
		}
		request("dialogue:join", request, (client, answer) -> joined(room, answer));
	}

	private void joined(RoomState room, JsonNode answer) {
		if (!answer.path("ok").booleanValue()) {
			this.listener.violated(this, "may not join " + room.id + ": " + answer);
			return;
		}
		boolean first = room.epoch == null;
		boolean recovered = answer.path("recovered").booleanValue(false);
		long missedFrom = room.offset;
		room.epoch = answer.path("epoch").stringValue();
		room.joined = true;
		long head = answer.path("offset").longValue();
		if (!recovered) {
			room.offset = head;
		}
		this.listener.joined(this, room.id,
				new RecoveryListener.Standing(room.epoch, first ? head : missedFrom, head, first || recovered));
		new ArrayList<>(this.triggers.entrySet()).forEach((trigger) -> {
			if (trigger.getValue().path("roomId").stringValue().equals(room.id)) {
				sendTrigger(trigger.getKey(), trigger.getValue());
			}
		});
	}

	private void event(JsonNode envelope) {
		RoomState room = this.rooms.get(envelope.path("roomId").stringValue());
		if (room == null || !room.joined) {
			this.listener.violated(this, "event before the join was answered: " + envelope);
			return;
		}
		if (envelope.has("offset")) {
			room.offset = envelope.path("offset").longValue();
		}
		this.listener.received(this, room.id, envelope);
	}

	private void sendTrigger(String id, ObjectNode request) {
		request("dialogue:trigger", request, (client, answer) -> {
			if (answer.path("ok").booleanValue()) {
				this.triggers.remove(id);
				this.listener.acknowledged(this, id, answer);
			}
			else {
				this.listener.violated(this, "may not trigger: " + answer);
			}
		});
	}

	private void request(String event, JsonNode payload, BiConsumer<RecoveringClient, JsonNode> onAnswer) {
		int number = this.requests++;
		this.unanswered.put(number, onAnswer);
		send("42" + number + "[\"" + event + "\"," + payload + "]");
	}

	/** An acknowledgement: number and arguments. */
	void acknowledgement(String text) {
		int bracket = text.indexOf('[');
		BiConsumer<RecoveringClient, JsonNode> waiting = this.unanswered
			.remove(Integer.valueOf(text.substring(0, bracket)));
		if (waiting == null) {
			this.listener.violated(this, "acknowledged twice, or without request: " + text);
			return;
		}
		waiting.accept(this, MAPPER.readTree(text.substring(bracket)).path(0));
	}

	void refused(String text) {
		this.listener.violated(this, "the server refuses to connect: " + text);
	}

	void unreadable(String text, RuntimeException ex) {
		this.listener.violated(this, "cannot handle " + text + ": " + ex);
	}

	void send(String text) {
		if (this.channel != null) {
			ClientLink.send(this.channel, text);
		}
	}

	boolean isCurrent(int which) {
		return which == this.generation && this.channel != null;
	}

}
