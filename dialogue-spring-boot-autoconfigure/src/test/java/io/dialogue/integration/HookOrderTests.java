package io.dialogue.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.Ordered;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientSocket;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HistoryRequest;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.RoomHooks;
import io.dialogue.hook.SocketHooks;
import io.dialogue.room.Room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All fifteen hooks, in the protocol's order, and several beans of each kind in theirs.
 */
class HookOrderTests {

	private final List<String> calls = new ArrayList<>();

	private final Recorder second = new Recorder("second", 2);

	private final Recorder first = new Recorder("first", 1);

	private TestServer server;

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void allHooksRunInTheOrderOfTheProtocol() {
		start();
		assertCalls("first onCreated chat", "second onCreated chat");
		TestClient client = this.server.open(Transport.WEBSOCKET, "{token: 'alice'}");
		assertThat(client.expect("welcome").stringValue()).isEqualTo("from first");
		assertThat(client.expect("welcome").stringValue()).isEqualTo("from second");
		client.expect("dialogue:connected");
		assertCalls("authenticate", "first onConnect 0 clients", "second onConnect 0 clients",
				"first onConnected 1 clients", "second onConnected 1 clients");
		client.joined("chat");
		client.roundTrip();
		assertCalls("first beforeJoin [] size 0", "second beforeJoin [] size 0", "first onJoined [chat] size 1",
				"second onJoined [chat] size 1");
		trigger(client, "one");
		assertThat(client.expectEvent("message").path("text").stringValue()).isEqualTo("one!!");
		assertCalls("first beforeEach one", "second beforeEach one!", "first onTriggered one!!",
				"second onTriggered one!!", "listener one!!", "first afterEach one!! to 1",
				"second afterEach one!! to 1");
		trigger(client, "two");
		client.expectEvent("message");
		assertCallsInAnyOrder("first onCleanup [one!!]", "second onCleanup [one!!]");
		JsonNode history = client.ask("dialogue:getHistory", "{roomId: 'chat', eventName: 'message', end: 3}");
		assertThat(history.path("events").valueStream().map((event) -> event.path("data").path("text").stringValue()))
			.containsExactly("two!!", "from the archive");
		assertCalls("first onLoad 0 to 2", "second onLoad 0 to 2");
		client.send("dialogue:leave", "{roomId: 'chat'}");
		client.expect("dialogue:left");
		assertCalls("first onLeft chat", "second onLeft chat");
		client.joined("chat").roundTrip();
		take();
		client.close();
		assertCalls("first onLeft chat", "second onLeft chat", "first onDisconnected [chat] size 0",
				"second onDisconnected [chat] size 0", "first onDisconnect CLIENT_DISCONNECT",
				"second onDisconnect CLIENT_DISCONNECT");
		this.server.template().deleteRoom("chat").join();
		assertCalls("first onCleanup [two!!]", "second onCleanup [two!!]", "first onDeleted chat",
				"second onDeleted chat");
	}

	@Test
	void firstHookThatRefusesEndsTheQuestion() {
		start();
		TestClient client = this.server.open(Transport.WEBSOCKET, "{token: 'refused-by-first'}");
		client.expect("welcome");
		client.expect("welcome");
		client.expect("dialogue:connected");
		client.roundTrip();
		take();
		assertThat(client.ask("dialogue:join", "{roomId: 'chat'}").path("message").stringValue())
			.isEqualTo("Refused by first");
		assertCalls("first beforeJoin [] size 0");
	}

	@Test
	void serverSideJoinSkipsBeforeJoinOnly() {
		start();
		TestClient client = this.server.open(Transport.WEBSOCKET, "{token: 'refused-by-first'}");
		client.expect("welcome");
		client.expect("welcome");
		client.expect("dialogue:connected");
		client.roundTrip();
		take();
		this.server.template().clients("refused-by-first").get(0).join("chat").join();
		client.expect("dialogue:joined");
		assertCalls("first onJoined [chat] size 1", "second onJoined [chat] size 1");
	}

	@Test
	void serverSideTriggerPassesTheHooksOfEvents() {
		start();
		take();
		this.server.template().to("chat").from("bot").trigger("message", Map.of("text", "push")).join();
		assertCalls("first beforeEach push", "second beforeEach push!", "first onTriggered push!!",
				"second onTriggered push!!", "listener push!!", "first afterEach push!! to 0",
				"second afterEach push!! to 0");
	}

	private void start() {
		this.server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=message",
					"dialogue.rooms.chat.default-subscriptions=message",
					"dialogue.events.message.type=" + ConformanceEvents.Message.class.getName(),
					"dialogue.events.message.history-limit=1")
			.initialize((context) -> {
				this.first.template = () -> context.getBean(DialogueTemplate.class);
				this.second.template = this.first.template;
			})
			.bean(Recorder.class, "second", this.second)
			.bean(Recorder.class, "first", this.first)
			.bean(Authenticator.class, this::authenticate)
			.start();
		this.server.template()
			.on("chat", "message",
					(message) -> call("listener " + Json.value(message.data()).path("text").stringValue()));
	}

	private AuthenticationResult authenticate(Handshake handshake) {
		call("authenticate");
		return AuthenticationResult.accept(String.valueOf(handshake.token()));
	}

	private static void trigger(TestClient client, String text) {
		client.send("dialogue:trigger", "{roomId: 'chat', event: 'message', data: {text: '" + text + "'}}");
	}

	private synchronized void call(String call) {
		this.calls.add(call);
	}

	private synchronized List<String> take() {
		List<String> taken = List.copyOf(this.calls);
		this.calls.clear();
		return taken;
	}

	private void assertCalls(String... expected) {
		await().until(() -> size() >= expected.length);
		assertThat(take()).containsExactly(expected);
	}

	private synchronized int size() {
		return this.calls.size();
	}

	/** Cleanup runs in order, but beside the hooks of the trigger that caused it. */
	private void assertCallsInAnyOrder(String... expected) {
		await().until(() -> size() >= expected.length + 7);
		assertThat(take()).containsSubsequence(expected).contains("second afterEach two!! to 1");
	}

	private final class Recorder implements SocketHooks, ClientHooks, RoomHooks, EventHooks, Ordered {

		private final String name;

		private final int order;

		private java.util.function.Supplier<DialogueTemplate> template;

		Recorder(String name, int order) {
			this.name = name;
			this.order = order;
		}

		private void record(Object... words) {
			StringBuilder call = new StringBuilder(this.name);
			for (Object word : words) {
				call.append(' ').append(word);
			}
			call(call.toString());
		}

		private int size() {
			return this.template.get().room("chat").size();
		}

		private static String text(Object data) {
			return Json.value(data).path("text").stringValue();
		}

		@Override
		public void onConnect(ClientSocket socket) {
			record("onConnect", this.template.get().allClients().size(), "clients");
			assertThat(socket.handshake().query()).containsKey("EIO");
			assertThat(socket.handshake().address()).isEqualTo("127.0.0.1");
			assertThat(socket.handshake().header("host")).startsWith("127.0.0.1:");
			socket.send("welcome", "from " + this.name);
		}

		@Override
		public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
			record("onDisconnect", reason);
		}

		@Override
		public void onConnected(ConnectedClient client) {
			record("onConnected", this.template.get().allClients().size(), "clients");
		}

		@Override
		public void onDisconnected(ConnectedClient client) {
			record("onDisconnected", client.rooms(), "size", size());
		}

		@Override
		public HookDecision beforeJoin(ConnectedClient client, Room room) {
			record("beforeJoin", client.rooms(), "size", size());
			return client.userId().equals("refused-by-" + this.name) ? HookDecision.reject("Refused by " + this.name)
					: HookDecision.accept();
		}

		@Override
		public void onJoined(ConnectedClient client, Room room) {
			record("onJoined", client.rooms(), "size", size());
		}

		@Override
		public void onLeft(ConnectedClient client, String roomId) {
			record("onLeft", roomId);
		}

		@Override
		public void onCreated(Room room) {
			record("onCreated", room.id());
		}

		@Override
		public void onDeleted(String roomId) {
			record("onDeleted", roomId);
		}

		@Override
		public HookDecision beforeEach(EventExchange exchange) {
			record("beforeEach", text(exchange.data()));
			return HookDecision.accept(Map.of("text", text(exchange.data()) + "!"), exchange.meta());
		}

		@Override
		public void onTriggered(EventMessage<?> message) {
			record("onTriggered", text(message.data()));
		}

		@Override
		public void afterEach(EventMessage<?> message, int recipientCount) {
			record("afterEach", text(message.data()), "to", recipientCount);
		}

		@Override
		public void onCleanup(String roomId, String eventName, List<EventMessage<?>> events) {
			record("onCleanup", events.stream().map((event) -> text(event.data())).toList());
		}

		@Override
		public List<EventMessage<?>> onLoad(HistoryRequest request) {
			record("onLoad", request.start(), "to", request.end());
			return this.name.equals("first") ? List.of() : List.of(new EventMessage<>("message", "chat",
					Map.of("text", "from the archive"), "archive", 1, null, null, null));
		}

		@Override
		public int getOrder() {
			return this.order;
		}

	}

}
