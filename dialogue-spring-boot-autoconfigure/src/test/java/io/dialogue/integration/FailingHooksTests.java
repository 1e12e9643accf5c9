package io.dialogue.integration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientSocket;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.RoomHooks;
import io.dialogue.hook.SocketHooks;
import io.dialogue.room.Room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Hooks, listeners and authenticators that throw, hang, or answer null: who caused it is
 * told, the log has one line, and nobody else notices.
 */
class FailingHooksTests {

	private static final String PAYLOAD = "what-the-client-said";

	private final CountDownLatch release = new CountDownLatch(1);

	private TestServer server;

	@AfterEach
	void stop() {
		this.release.countDown();
		if (this.server != null) {
			this.server.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "throws", "null" })
	void beforeEachThatFailsRefusesItsEventOnly(String how) {
		start(builder().bean(EventHooks.class, new EventHooks() {

			@Override
			public HookDecision beforeEach(EventExchange exchange) {
				return exchange.from().equals("mallory") ? fail(how) : HookDecision.accept();
			}

		}));
		TestClient mallory = this.server.connect("mallory").joined("chat");
		TestClient alice = this.server.connect("alice").joined("chat");
		try (LogCapture log = new LogCapture()) {
			trigger(mallory, PAYLOAD);
			JsonNode error = mallory.expectError("INTERNAL_ERROR");
			assertThat(error.path("message").stringValue()).doesNotContain("broken", PAYLOAD);
			log.assertOneLine("beforeEach of ", PAYLOAD);
		}
		trigger(alice, "hello");
		assertThat(mallory.expectEvent("message").path("text").stringValue()).isEqualTo("hello");
		alice.expectEvent("message");
		alice.expectNothing();
	}

	@ParameterizedTest
	@ValueSource(strings = { "throws", "null" })
	void beforeJoinThatFailsRefusesItsJoinOnly(String how) {
		start(builder().bean(ClientHooks.class, new ClientHooks() {

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				return client.userId().equals("mallory") ? fail(how) : HookDecision.accept();
			}

		}));
		TestClient mallory = this.server.connect("mallory");
		try (LogCapture log = new LogCapture()) {
			JsonNode ack = mallory.ask("dialogue:join", "{roomId: 'chat'}");
			assertThat(ack.path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
			log.assertOneLine("beforeJoin of ");
		}
		assertThat(this.server.room("chat").size()).isZero();
		this.server.connect("alice").joined("chat").expectNothing();
		mallory.expectNothing();
	}

	@Test
	void hooksThatOnlyWatchMayFail() {
		Watcher watcher = new Watcher();
		start(builder().bean(Watcher.class, watcher)
			.properties("dialogue.rooms[{id}].name=Room", "dialogue.rooms[{id}].access.create=anyone",
					"dialogue.rooms[{id}].announce=true"));
		try (LogCapture log = new LogCapture()) {
			TestClient client = this.server.connect("alice");
			client.roundTrip();
			await().until(() -> watcher.calls.size() == 2);
			client.joined("chat");
			trigger(client, PAYLOAD);
			client.expectEvent("message");
			client.send("dialogue:leave", "{roomId: 'chat'}");
			client.expect("dialogue:left");
			client.send("dialogue:createRoom", "{id: 'x', name: '" + PAYLOAD + "'}");
			client.expect("dialogue:roomCreated");
			client.send("dialogue:deleteRoom", "{roomId: 'x'}");
			client.expect("dialogue:roomDeleted");
			client.expectNothing();
			client.close();
			await().until(() -> watcher.calls.size() == 10);
			assertThat(watcher.calls).containsExactlyInAnyOrder("onConnect", "onConnected", "onJoined", "onTriggered",
					"afterEach", "onLeft", "onCreated", "onDeleted", "onDisconnected", "onDisconnect");
			log.assertLines(10, "of " + Watcher.class.getName() + " failed", PAYLOAD);
		}
		assertThat(this.server.template().allClients()).isEmpty();
	}

	@Test
	void listenerThatFailsIsLoggedAndTheEventStaysDelivered() {
		start(builder());
		List<Object> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
		this.server.template().on("chat", "message", (message) -> {
			throw new IllegalStateException("broken");
		});
		this.server.template().on("chat", "*", (message) -> heard.add(message.data()));
		TestClient alice = this.server.connect("alice").joined("chat");
		try (LogCapture log = new LogCapture()) {
			JsonNode ack = alice.ask("dialogue:trigger", message(PAYLOAD));
			assertThat(ack.path("ok").booleanValue()).isTrue();
			alice.expectEvent("message");
			await().until(() -> heard.size() == 1);
			log.assertOneLine("failed", PAYLOAD);
		}
		alice.expectNothing();
	}

	/** The block is longer than the server waits for an answer to its ping. */
	@ParameterizedTest
	@EnumSource(Transport.class)
	void honestClientBehindASlowHookKeepsItsConnection(Transport transport) {
		start(builder()
			.properties("dialogue.server.ping-interval=300ms", "dialogue.server.ping-timeout=700ms",
					"dialogue.limits.mailbox=4")
			.bean(EventHooks.class, new EventHooks() {

				@Override
				public HookDecision beforeEach(EventExchange exchange) throws Exception {
					if (exchange.from().equals("slow")) {
						FailingHooksTests.this.release.await();
					}
					return HookDecision.accept();
				}

			}));
		TestClient slow = this.server.connect(transport, "slow").joined("chat");
		TestClient alice = this.server.connect(transport, "alice").joined("chat");
		for (int i = 0; i < 20; i++) {
			trigger(slow, "slow " + i);
		}
		await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(slow::isConnected);
		trigger(alice, "quick");
		assertThat(alice.expectEvent("message").path("text").stringValue()).isEqualTo("quick");
		assertThat(slow.expectEvent("message").path("text").stringValue()).isEqualTo("quick");
		this.release.countDown();
		for (int i = 0; i < 20; i++) {
			assertThat(alice.expectEvent("message").path("text").stringValue()).isEqualTo("slow " + i);
			assertThat(slow.expectEvent("message").path("text").stringValue()).isEqualTo("slow " + i);
		}
		slow.expectNothing();
		assertThat(slow.isConnected()).isTrue();
	}

	@Test
	void slowBeforeJoinHoldsUpItsClientOnly() {
		start(builder().bean(ClientHooks.class, new ClientHooks() {

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) throws Exception {
				if (client.userId().equals("slow")) {
					FailingHooksTests.this.release.await();
				}
				return HookDecision.accept();
			}

		}));
		TestClient slow = this.server.connect("slow");
		CompletableFuture<JsonNode> answer = slow.request("dialogue:join", List.of(Json.of("{roomId: 'chat'}")));
		TestClient alice = this.server.connect("alice").joined("chat");
		trigger(alice, "quick");
		alice.expectEvent("message");
		assertThat(answer).isNotDone();
		this.release.countDown();
		assertThat(answer.join().path("ok").booleanValue()).isTrue();
	}

	@Test
	void hangingAuthenticatorIsGivenUpWhileOthersConnect() {
		start(builder().properties("dialogue.authentication.timeout=1s")
			.bean(Authenticator.class, new SlowAuthenticator()));
		List<TestClient> hanging = List.of(open("hang"), open("hang"), open("hang-later"));
		try (LogCapture log = new LogCapture()) {
			for (int i = 0; i < 20; i++) {
				open("user-" + i).expect("dialogue:connected");
			}
			hanging.forEach((client) -> {
				JsonNode refusal = client.refusal();
				assertThat(refusal.path("message").stringValue()).isEqualTo("Authentication failed");
				assertThat(refusal.path("data").path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
			});
			log.assertOneLine("took longer than", "hang");
		}
		assertThat(this.server.template().allClients()).hasSize(20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "throw", "null", "throw-later", "null-later" })
	void authenticatorThatFailsRefusesItsClientOnly(String token) {
		start(builder().bean(Authenticator.class, new SlowAuthenticator()));
		try (LogCapture log = new LogCapture()) {
			JsonNode refusal = open(token).refusal();
			assertThat(refusal.path("message").stringValue()).isEqualTo("Authentication failed");
			log.assertOneLine("An authentication failed and was refused", "token");
		}
		open("alice").expect("dialogue:connected");
	}

	@Test
	void onlyTheAuthenticatedSubjectCounts() {
		start(builder().bean(Authenticator.class, new SlowAuthenticator()));
		TestClient client = this.server.open(Transport.WEBSOCKET, "{token: 'alice', userId: 'admin', age: 7}");
		assertThat(client.expect("dialogue:connected").path("userId").stringValue()).isEqualTo("alice");
		ConnectedClient alice = this.server.template().clients("alice").get(0);
		assertThat(alice.meta()).containsOnlyKeys("age");
		assertThat(alice.identity().authenticated()).isTrue();
		assertThat(open("refused").refusal().path("message").stringValue()).isEqualTo("Not you");
		JsonNode ack = client.ask("dialogue:refresh", "{token: 'alice'}");
		assertThat(ack.path("ok").booleanValue()).isTrue();
		assertThat(client.ask("dialogue:refresh", "{token: 'bob'}").path("code").stringValue())
			.isEqualTo("PERMISSION_DENIED");
		assertThat(client.ask("dialogue:refresh", "{token: 'refused'}").path("message").stringValue())
			.isEqualTo("Not you");
		assertThat(client.ask("dialogue:refresh", "{token: 'throw'}").path("code").stringValue())
			.isEqualTo("INTERNAL_ERROR");
		assertThat(this.server.template().clients("alice")).hasSize(1);
		client.expectNothing();
	}

	@Test
	void oneUserMayNotTakeOverAnothersSession() {
		start(builder().bean(Authenticator.class, new SlowAuthenticator()));
		TestClient alice = open("alice");
		JsonNode session = alice.expect("dialogue:connected").path("session");
		TestClient thief = this.server.open(Transport.WEBSOCKET, "{token: 'mallory', session: " + session + "}");
		assertThat(thief.expect("dialogue:connected").path("userId").stringValue()).isEqualTo("mallory");
		alice.expectNothing();
		TestClient again = this.server.open(Transport.WEBSOCKET, "{token: 'alice', session: " + session + "}");
		again.expect("dialogue:connected");
		assertThat(alice.disconnection()).isIn("transport close", "transport error");
	}

	private TestClient open(String token) {
		return this.server.open(Transport.WEBSOCKET, "{token: '" + token + "'}");
	}

	private static TestServer.Builder builder() {
		return TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=message",
					"dialogue.rooms.chat.default-subscriptions=message",
					"dialogue.events.message.type=" + ConformanceEvents.Message.class.getName());
	}

	private void start(TestServer.Builder builder) {
		this.server = builder.start();
	}

	private static HookDecision fail(String how) {
		if (how.equals("throws")) {
			throw new IllegalStateException("broken");
		}
		return null;
	}

	private static void trigger(TestClient client, String text) {
		client.send("dialogue:trigger", message(text));
	}

	private static String message(String text) {
		return "{roomId: 'chat', event: 'message', data: {text: '" + text + "'}}";
	}

	private final class SlowAuthenticator implements Authenticator {

		@Override
		public AuthenticationResult authenticate(Handshake handshake) throws Exception {
			String token = String.valueOf(handshake.token());
			return switch (token) {
				case "hang" -> {
					FailingHooksTests.this.release.await();
					yield AuthenticationResult.accept(token);
				}
				case "hang-later" -> AuthenticationResult.deferred(new CompletableFuture<>());
				case "throw" -> throw new IllegalStateException("broken");
				case "throw-later" ->
					AuthenticationResult.deferred(CompletableFuture.failedFuture(new IllegalStateException("broken")));
				case "null" -> null;
				case "null-later" -> AuthenticationResult.deferred(CompletableFuture.completedFuture(null));
				case "refused" -> AuthenticationResult.reject("Not you");
				default -> AuthenticationResult
					.deferred(CompletableFuture.supplyAsync(() -> AuthenticationResult.accept(token)));
			};
		}

	}

	private static final class Watcher implements SocketHooks, ClientHooks, RoomHooks, EventHooks {

		private final List<String> calls = new java.util.concurrent.CopyOnWriteArrayList<>();

		private void fail(String hook) {
			this.calls.add(hook);
			throw new IllegalStateException("broken");
		}

		@Override
		public void onConnect(ClientSocket socket) {
			fail("onConnect");
		}

		@Override
		public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
			fail("onDisconnect");
		}

		@Override
		public void onConnected(ConnectedClient client) {
			fail("onConnected");
		}

		@Override
		public void onDisconnected(ConnectedClient client) {
			fail("onDisconnected");
		}

		@Override
		public void onJoined(ConnectedClient client, Room room) {
			fail("onJoined");
		}

		@Override
		public void onLeft(ConnectedClient client, String roomId) {
			fail("onLeft");
		}

		@Override
		public void onCreated(Room room) {
			if (!room.id().equals("chat")) {
				fail("onCreated");
			}
		}

		@Override
		public void onDeleted(String roomId) {
			fail("onDeleted");
		}

		@Override
		public void onTriggered(EventMessage<?> message) {
			fail("onTriggered");
		}

		@Override
		public void afterEach(EventMessage<?> message, int recipientCount) {
			fail("afterEach");
		}

	}

}
