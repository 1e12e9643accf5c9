package io.dialogue.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientSocket;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.RoomHooks;
import io.dialogue.hook.SocketHooks;
import io.dialogue.room.Room;

/**
 * The hooks that a recorded scenario has in words. Calls are recorded with all that any
 * scenario mentions.
 */
final class ScenarioHooks implements SocketHooks, ClientHooks, RoomHooks, EventHooks {

	private static final String EVERY = "every hook registered and logged";

	private final List<JsonNode> calls = new ArrayList<>();

	private final Set<String> registered;

	private final String description;

	private Supplier<DialogueTemplate> template = () -> {
		throw new IllegalStateException("Not started");
	};

	ScenarioHooks(String description) {
		this.description = description;
		this.registered = registered(description);
	}

	private static Set<String> registered(String description) {
		return switch (description) {
			case "" -> Set.of();
			case "as above" -> Set.of("socket.authenticate");
			case "onJoined registered" -> Set.of("clients.onJoined");
			case "onDisconnected registered" -> Set.of("clients.onDisconnected");
			case "rooms.onDeleted registered" -> Set.of("rooms.onDeleted");
			case "beforeJoin: Err('VIP only') for userId bob" -> Set.of();
			case "beforeEach returns event:'renamed', roomId:'elsewhere', from:'x'" -> Set.of();
			case "clients.onDisconnected, clients.onLeft, socket.onDisconnect registered" ->
				Set.of("clients.onDisconnected", "clients.onLeft", "socket.onDisconnect");
			case "onConnected does client.join('chat') and client.join('missing')" ->
				Set.of("clients.beforeJoin", "clients.onJoined");
			case "beforeEach: Err('blocked by policy') if data.text=='bad', else adds stamped:true; "
					+ "afterEach, onTriggered, dialogue.on(chat,message) registered" ->
				Set.of("events.beforeEach", "events.afterEach", "events.onTriggered", "dialogue.on handler");
			case EVERY -> Set.of("socket.authenticate", "socket.onConnect", "socket.onDisconnect",
					"clients.onConnected", "clients.onDisconnected", "clients.beforeJoin", "clients.onJoined",
					"clients.onLeft", "rooms.onCreated", "rooms.onDeleted", "events.beforeEach", "events.onTriggered",
					"events.afterEach", "events.onCleanup", "events.onLoad", "dialogue.on handler");
			default -> throw new IllegalArgumentException("No hooks for '" + description + "'");
		};
	}

	boolean authenticates() {
		return this.registered.contains("socket.authenticate");
	}

	void started(DialogueTemplate started) {
		this.template = () -> started;
		if (this.registered.contains("dialogue.on handler")) {
			started.on("chat", "message",
					(message) -> record("dialogue.on handler", Map.of("data", Json.value(message.data()))));
		}
	}

	void template(Supplier<DialogueTemplate> supplier) {
		this.template = supplier;
	}

	synchronized int size() {
		return this.calls.size();
	}

	/** The calls since the last time that this was asked for. */
	synchronized List<JsonNode> take() {
		List<JsonNode> taken = List.copyOf(this.calls);
		this.calls.clear();
		return taken;
	}

	private synchronized void record(String hook, Map<String, ?> facts) {
		if (this.registered.contains(hook)) {
			Map<String, Object> call = new LinkedHashMap<>();
			call.put("hook", hook);
			call.putAll(facts);
			this.calls.add(Json.value(call));
		}
	}

	AuthenticationResult authenticate(Handshake handshake) {
		record("socket.authenticate", Map.of("authData", handshake.auth(), "contextKeys", contextKeys(), "clients",
				this.template.get().allClients().size()));
		if ("boom".equals(handshake.token())) {
			throw new IllegalStateException("boom");
		}
		return (handshake.auth().get("userId") instanceof String userId) ? AuthenticationResult.accept(userId)
				: AuthenticationResult.reject("Invalid token");
	}

	private static List<String> contextKeys() {
		return List.of(DialogueContext.class.getDeclaredMethods())
			.stream()
			.map(java.lang.reflect.Method::getName)
			.sorted()
			.toList();
	}

	@Override
	public void onConnect(ClientSocket socket) {
		record("socket.onConnect", Map.of("userId", socket.identity().userId()));
	}

	@Override
	public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
		record("socket.onDisconnect", Map.of("userId", socket.identity().userId(), "reason", reason.text()));
	}

	@Override
	public void onConnected(ConnectedClient client) {
		record("clients.onConnected", Map.of("userId", client.userId()));
		if (this.description.startsWith("onConnected does client.join")) {
			client.join("chat");
			client.join("missing");
		}
	}

	@Override
	public void onDisconnected(ConnectedClient client) {
		Room chat = this.template.get().room("chat");
		record("clients.onDisconnected", Map.of("userId", client.userId(), "rooms", client.rooms(), "sizeStill",
				(chat != null) ? chat.size() : -1));
	}

	@Override
	public HookDecision beforeJoin(ConnectedClient client, Room room) {
		DialogueTemplate dialogue = this.template.get();
		record("clients.beforeJoin",
				Map.of("userId", client.userId(), "roomId", room.id(), "rooms",
						dialogue.rooms().stream().map(Room::id).toList(), "clients", dialogue.allClients().size(),
						"alreadyIn", client.rooms()));
		return (this.description.startsWith("beforeJoin") && client.userId().equals("bob"))
				? HookDecision.reject("VIP only") : HookDecision.accept();
	}

	@Override
	public void onJoined(ConnectedClient client, Room room) {
		record("clients.onJoined", Map.of("userId", client.userId(), "roomId", room.id(), "rooms", client.rooms()));
	}

	@Override
	public void onLeft(ConnectedClient client, String roomId) {
		record("clients.onLeft", Map.of("userId", client.userId(), "roomId", roomId, "rooms", client.rooms()));
	}

	@Override
	public void onCreated(Room room) {
		record("rooms.onCreated", Map.of("roomId", room.id()));
	}

	@Override
	public void onDeleted(String roomId) {
		record("rooms.onDeleted", Map.of("roomId", roomId));
	}

	@Override
	public HookDecision beforeEach(EventExchange exchange) {
		record("events.beforeEach",
				Map.of("event", exchange.event(), "from", exchange.from(), "roomId", exchange.roomId()));
		JsonNode data = Json.value(exchange.data());
		if (this.description.startsWith("beforeEach: Err")) {
			String text = data.path("text").stringValue();
			return text.equals("bad") ? HookDecision.reject("blocked by policy")
					: HookDecision.accept(Map.of("text", text, "stamped", true), exchange.meta());
		}
		return this.description.startsWith("beforeEach returns")
				? HookDecision.accept(Map.of("text", "x", "event", "renamed", "roomId", "elsewhere", "from", "x"), null)
				: HookDecision.accept();
	}

	@Override
	public void onTriggered(EventMessage<?> message) {
		record("events.onTriggered", Map.of("roomId", message.roomId(), "data", Json.value(message.data())));
	}

	@Override
	public void afterEach(EventMessage<?> message, int recipientCount) {
		record("events.afterEach", Map.of("data", Json.value(message.data()), "recipientCount", recipientCount,
				"roomId", message.roomId()));
	}

	@Override
	public void onCleanup(String roomId, String eventName, List<EventMessage<?>> events) {
		record("events.onCleanup", Map.of("eventName", eventName, "n", events.size()));
	}

}
