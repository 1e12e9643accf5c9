package io.dialogue.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.ClientLimits;
import io.dialogue.client.ClientSocket;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.SocketHooks;
import io.dialogue.membership.InMemoryMembershipStore;
import io.dialogue.membership.MembershipStore;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.ratelimit.RateLimitRequest;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.room.Room;
import io.dialogue.testsupport.FakeConnection;
import io.dialogue.testsupport.LogCapture;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How clients connect, take over and go.
 */
class DefaultGatewaySessionTests {

	private static TestDialogue.Builder chat() {
		return TestDialogue.builder().events(Message.class).room("chat");
	}

	@Test
	void hooksOfConnectingAndGoingRunInOrder() {
		List<String> log = new CopyOnWriteArrayList<>();
		Both hooks = new Both(log);
		try (TestDialogue dialogue = chat().hooks(hooks).authenticator((handshake) -> {
			log.add("authenticate");
			return AuthenticationResult.accept("a");
		}).build()) {
			hooks.dialogue = dialogue;
			TestClient client = dialogue.connect(Map.of());
			client.join("chat");
			client.drop();
			dialogue.awaitIdle();
			assertThat(client.connection().names()).startsWith("hello", "dialogue:connected");
			assertThat(log).containsExactly("authenticate", "socket registered=false", "connected registered=true",
					"left", "disconnected rooms=[chat] template=[chat] size=0 all=[chat]",
					"socket gone transport close registered=false");
			assertThat(dialogue.clients().size()).isZero();
			assertThat(dialogue.clients().findByUser("a")).isEmpty();
		}
	}

	@Test
	void hooksThatThrowNeverEndAConnection() {
		Object failing = new FailingHooks();
		try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().hooks(failing).build()) {
			TestClient client = dialogue.connect("a");
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
			client.drop();
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isZero();
			assertThat(log.lines()).hasSize(6);
		}
	}

	@RepeatedTest(30)
	void connectionThatEndsWhileConnectingLeavesNothingBehind() {
		AtomicInteger balance = new AtomicInteger();
		try (TestDialogue dialogue = chat().metrics(new DialogueMetrics() {

			@Override
			public void connected() {
				balance.incrementAndGet();
			}

			@Override
			public void disconnected(DisconnectReason reason) {
				balance.decrementAndGet();
			}

		}).hooks(new ClientHooks() {

			@Override
			public void onConnected(ConnectedClient client) {
				client.join("chat");
			}

		}).build()) {
			List<TestClient> clients = IntStream.range(0, 20).mapToObj((i) -> dialogue.open(Map.of())).toList();
			clients.forEach(TestClient::drop);
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isZero();
			assertThat(dialogue.rooms().find("chat").size()).isZero();
			assertThat(dialogue.rooms().find("chat").participants()).isEmpty();
			assertThat(balance).hasValue(0);
		}
	}

	@Test
	void requestsThatWereHandedOverBeforeTheEndAreHandled() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		try (TestDialogue dialogue = chat().room("slow").hooks(new ClientHooks() {

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) throws Exception {
				if (room.id().equals("slow")) {
					entered.countDown();
					release.await(10, TimeUnit.SECONDS);
				}
				return HookDecision.accept();
			}

		}).build()) {
			TestClient other = dialogue.connect("b");
			other.join("chat");
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.send("dialogue:join", Map.of("roomId", "slow"));
			assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
			client.send("dialogue:trigger",
					Map.of("roomId", "chat", "event", "message", "data", Message.of("last words")));
			client.send("dialogue:join", Map.of("roomId", "chat", "since", Map.of("epoch", "e", "offset", 0)));
			other.ack("dialogue:listRooms", null);
			client.drop();
			await().until(() -> dialogue.rooms().find("chat").size() == 1);
			CompletableFuture<?> handled = client.connection().handled();
			assertThat(handled).isNotDone();
			release.countDown();
			TestClient.await(handled);
			assertThat(other.connection().take("dialogue:event").path("from").stringValue()).isEqualTo("a");
			dialogue.awaitIdle();
			assertThat(dialogue.rooms().find("slow").size()).isZero();
			assertThat(other.trigger("chat", "message", Message.of("x")).path("recipients").intValue()).isEqualTo(1);
		}
	}

	@Test
	void sessionTakesOverItsFormerConnection() {
		try (TestDialogue dialogue = TestDialogue.builder().room("one", (room) -> room.maxSize(1)).build()) {
			TestClient former = dialogue.connect(Map.of());
			JsonNode connected = former.connection().take("dialogue:connected");
			former.join("one");
			TestClient next = dialogue.connect(Map.of("session", connected.path("session").stringValue()));
			JsonNode again = next.connection().take("dialogue:connected");
			assertThat(again.path("userId")).isEqualTo(connected.path("userId"));
			assertThat(again.path("session")).isNotEqualTo(connected.path("session"));
			assertThat(former.connection().awaitClose()).isEqualTo(DisconnectReason.TAKEN_OVER);
			assertThat(next.join("one").path("ok").booleanValue()).isTrue();
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isEqualTo(1);
			assertThat(next.connection().isOpen()).isTrue();
		}
	}

	@Test
	void secretThatOpenedAConnectionIsGoodUntilTheNewOneIsUsed() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient first = dialogue.connect(Map.of());
			String secret = secret(first);
			TestClient second = dialogue.connect(Map.of("session", secret));
			// The second connection failed before it said its secret
			TestClient third = dialogue.connect(Map.of("session", secret));
			assertThat(userId(third)).isEqualTo(first.id());
			assertThat(second.connection().awaitClose()).isEqualTo(DisconnectReason.TAKEN_OVER);
			TestClient fourth = dialogue.connect(Map.of("session", secret(third)));
			assertThat(userId(fourth)).isEqualTo(first.id());
			TestClient thief = dialogue.connect(Map.of("session", secret));
			assertThat(userId(thief)).isEqualTo(thief.id());
			assertThat(fourth.connection().isOpen()).isTrue();
			fourth.drop();
			third.drop();
			dialogue.awaitIdle();
			TestClient fifth = dialogue.connect(Map.of("session", secret(third)));
			assertThat(userId(fifth)).isEqualTo(first.id());
		}
	}

	@Test
	void attemptThatComesThroughLateDoesNotEndTheSecretThatTheClientHasLearnedSince() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient first = dialogue.connect(Map.of());
			Map<String, Object> known = Map.of("session", secret(first));
			TestClient second = dialogue.connect(known);
			TestClient late = dialogue.connect(known);
			assertThat(second.connection().awaitClose()).isEqualTo(DisconnectReason.TAKEN_OVER);
			TestClient third = dialogue.connect(Map.of("session", secret(second)));
			assertThat(userId(third)).isEqualTo(first.id());
			assertThat(late.connection().awaitClose()).isEqualTo(DisconnectReason.TAKEN_OVER);
			TestClient thief = dialogue.connect(known);
			assertThat(userId(thief)).isEqualTo(thief.id());
			TestClient fourth = dialogue.connect(Map.of("session", secret(third)));
			assertThat(userId(fourth)).isEqualTo(first.id());
			TestClient stale = dialogue.connect(Map.of("session", secret(late)));
			assertThat(userId(stale)).isEqualTo(stale.id());
			assertThat(fourth.connection().isOpen()).isTrue();
		}
	}

	@Test
	void secretsThatNobodyUsesDoNotPileUp() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient first = dialogue.connect(Map.of());
			Map<String, Object> known = Map.of("session", secret(first));
			List<TestClient> attempts = IntStream.range(0, 20).mapToObj((i) -> dialogue.connect(known)).toList();
			TestClient stale = dialogue.connect(Map.of("session", secret(attempts.get(5))));
			assertThat(userId(stale)).isEqualTo(stale.id());
			TestClient next = dialogue.connect(Map.of("session", secret(attempts.get(18))));
			assertThat(userId(next)).isEqualTo(first.id());
		}
	}

	@RepeatedTest(50)
	void ofManyTakeOversAtOnceOneRemains() {
		try (TestDialogue dialogue = TestDialogue.builder()
			.room("one", (room) -> room.maxSize(1))
			.hooks(new ClientHooks() {

				@Override
				public void onConnected(ConnectedClient client) {
					client.join("one");
				}

			})
			.build()) {
			TestClient first = dialogue.connect(Map.of());
			Map<String, Object> auth = Map.of("session", secret(first));
			List<TestClient> next = IntStream.range(0, 8).mapToObj((i) -> dialogue.open(auth)).toList();
			await().until(() -> next.stream().filter((it) -> it.connection().isOpen()).count() == 1);
			dialogue.awaitIdle();
			TestClient last = next.stream().filter((it) -> it.connection().isOpen()).findFirst().orElseThrow();
			assertThat(userId(last)).isEqualTo(first.id());
			assertThat(last.connection().messages("dialogue:error")).isEmpty();
			assertThat(dialogue.clients().size()).isEqualTo(1);
			assertThat(dialogue.rooms().find("one").participants()).extracting(ConnectedClient::id)
				.containsExactly(last.id());
		}
	}

	@Test
	void seatsAreFreeBeforeTheNewConnectionGoesOnHoweverLongThatTakes() {
		CompletableFuture<Void> gate = new CompletableFuture<>();
		MembershipStore memory = new InMemoryMembershipStore();
		MembershipStore slow = Mockito.mock(AdditionalAnswers.delegatesTo(memory));
		BDDMockito
			.willAnswer((call) -> gate.thenCompose((done) -> memory.leave(call.getArgument(0), call.getArgument(1))))
			.given(slow)
			.leave(Mockito.anyString(), Mockito.anyString());
		try (TestDialogue dialogue = TestDialogue.builder()
			.store(slow)
			.room("one", (room) -> room.maxSize(1))
			.build()) {
			TestClient former = dialogue.connect(Map.of());
			former.join("one");
			TestClient next = dialogue.open(Map.of("session", secret(former)));
			dialogue.awaitIdle();
			assertThat(next.connection().isAccepted()).isFalse();
			gate.complete(null);
			next.connection().await("dialogue:connected", 1);
			assertThat(next.join("one").path("ok").booleanValue()).isTrue();
		}
	}

	private static String secret(TestClient client) {
		return client.connection().messages("dialogue:connected").get(0).path("session").stringValue();
	}

	private static String userId(TestClient client) {
		return client.connection().messages("dialogue:connected").get(0).path("userId").stringValue();
	}

	@Test
	void sessionOfAConnectionThatHasGoneKeepsTheUserIdUntilItExpires() {
		DefaultDialogueGateway.Settings brief = new DefaultDialogueGateway.Settings(GatewayLimits.DEFAULTS,
				ClientLimits.DEFAULTS, Duration.ofMillis(1));
		for (boolean expired : new boolean[] { false, true }) {
			TestDialogue.Builder builder = expired ? chat().settings(brief) : chat();
			try (TestDialogue dialogue = builder.build()) {
				TestClient former = dialogue.connect(Map.of());
				JsonNode connected = former.connection().take("dialogue:connected");
				former.drop();
				dialogue.awaitIdle();
				long gone = System.nanoTime();
				await().until(() -> System.nanoTime() - gone > 5_000_000);
				TestClient next = dialogue.connect(Map.of("session", connected.path("session").stringValue()));
				assertThat(next.connection().take("dialogue:connected").path("userId").stringValue())
					.isEqualTo(expired ? next.id() : former.id());
			}
		}
	}

	@Test
	void sessionIsBoundToItsUser() {
		try (TestDialogue dialogue = chat()
			.authenticator((handshake) -> AuthenticationResult.accept(String.valueOf(handshake.token())))
			.build()) {
			TestClient alice = dialogue.connect(Map.of("token", "alice"));
			String session = alice.connection().take("dialogue:connected").path("session").stringValue();
			TestClient mallory = dialogue.connect(Map.of("token", "mallory", "session", session));
			assertThat(mallory.connection().take("dialogue:connected").path("userId").stringValue())
				.isEqualTo("mallory");
			assertThat(alice.connection().isOpen()).isTrue();
			TestClient again = dialogue.connect(Map.of("token", "alice", "session", session));
			assertThat(again.connection().take("dialogue:connected").path("userId").stringValue()).isEqualTo("alice");
			assertThat(alice.connection().awaitClose()).isEqualTo(DisconnectReason.TAKEN_OVER);
		}
		try (TestDialogue dialogue = chat().build()) {
			TestClient alice = dialogue.connect("alice");
			String session = alice.connection().take("dialogue:connected").path("session").stringValue();
			TestClient bob = dialogue.connect(Map.of("userId", "bob", "session", session));
			assertThat(bob.connection().take("dialogue:connected").path("userId").stringValue()).isEqualTo("bob");
			assertThat(alice.connection().isOpen()).isTrue();
		}
	}

	@Test
	void fullMailboxPausesReadingAndResumesWithoutLoss() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger handled = new AtomicInteger();
		try (TestDialogue dialogue = chat().hooks(new ClientHooks() {

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) throws Exception {
				release.await(10, TimeUnit.SECONDS);
				handled.incrementAndGet();
				return HookDecision.reject("no");
			}

		}).build()) {
			TestClient client = dialogue.connect("a");
			List<CompletableFuture<JsonNode>> answers = IntStream.range(0, 500)
				.mapToObj((i) -> client.ask("dialogue:join", Map.of("roomId", "chat")))
				.toList();
			await().until(() -> client.connection().isPaused());
			assertThat(client.connection().unread()).isGreaterThan(400);
			release.countDown();
			answers.forEach(TestClient::await);
			dialogue.awaitIdle();
			assertThat(handled).hasValue(500);
			assertThat(client.connection().isPaused()).isFalse();
		}
	}

	@Test
	void nothingIsHandledAfterAConnectionWasTakenOverAndItsClientForgotten() {
		List<String> forgotten = new CopyOnWriteArrayList<>();
		List<String> asked = new CopyOnWriteArrayList<>();
		RateLimiter limiter = new RateLimiter() {

			@Override
			public CompletionStage<Duration> tryAcquire(RateLimitRequest request) {
				if (request.action() != RateLimitedAction.JOIN) {
					asked.add(request.client().id());
				}
				return CompletableFuture.completedStage(Duration.ZERO);
			}

			@Override
			public void forget(ConnectedClient client) {
				forgotten.add(client.id());
			}

		};
		try (TestDialogue dialogue = chat().rateLimiter(limiter).build()) {
			StubbornConnection stubborn = new StubbornConnection();
			GatewaySession session = dialogue.gateway().open(stubborn.connection());
			stubborn.connection().attach(session);
			JsonNode connected = stubborn.connection().take("dialogue:connected");
			CompletableFuture<Object> joined = new CompletableFuture<>();
			session.request(new GatewayRequest("dialogue:join",
					JsonMapper.shared().valueToTree(Map.of("roomId", "chat")), joined::complete));
			TestClient.await(joined);
			dialogue.connect(Map.of("session", connected.path("session").stringValue()));
			dialogue.awaitIdle();
			assertThat(forgotten).containsExactly(stubborn.connection().id());
			session.request(new GatewayRequest("dialogue:trigger",
					JsonMapper.shared().valueToTree(Map.of("roomId", "chat", "event", "free")), null));
			dialogue.awaitIdle();
			assertThat(asked).isEmpty();
		}
	}

	@Test
	void serverSideDisconnectTellsTheClientToStayAway() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient one = dialogue.connect("a");
			TestClient two = dialogue.connect("a");
			dialogue.connect("b");
			assertThat(dialogue.template().disconnectUser("a")).isEqualTo(2);
			assertThat(one.connection().awaitClose()).isEqualTo(DisconnectReason.SERVER_DISCONNECT);
			assertThat(two.connection().awaitClose()).isEqualTo(DisconnectReason.SERVER_DISCONNECT);
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isEqualTo(1);
		}
	}

	private static final class Both implements SocketHooks, ClientHooks {

		private final List<String> log;

		private TestDialogue dialogue;

		private Both(List<String> log) {
			this.log = log;
		}

		@Override
		public void onConnect(ClientSocket socket) {
			socket.send("hello", null);
			this.log.add("socket registered=" + (this.dialogue.clients().find(socket.id()) != null));
		}

		@Override
		public void onConnected(ConnectedClient client) {
			this.log.add("connected registered=" + (this.dialogue.clients().find(client.id()) != null));
		}

		@Override
		public void onLeft(ConnectedClient client, String roomId) {
			this.log.add("left");
		}

		@Override
		public void onDisconnected(ConnectedClient client) {
			List<String> all = new CopyOnWriteArrayList<>();
			this.dialogue.template().clientRooms(client.userId()).leaveAll(all::add);
			this.log.add("disconnected rooms=" + client.rooms() + " template="
					+ this.dialogue.template().clientRooms(client.userId()).ids() + " size="
					+ this.dialogue.template().room("chat").size() + " all=" + all);
		}

		@Override
		public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
			this.log.add("socket gone " + reason.text() + " registered="
					+ (this.dialogue.clients().find(socket.id()) != null));
		}

	}

	private static final class FailingHooks implements SocketHooks, ClientHooks {

		@Override
		public void onConnect(ClientSocket socket) {
			throw new IllegalStateException("on purpose");
		}

		@Override
		public void onConnected(ConnectedClient client) throws Exception {
			throw new Exception("on purpose");
		}

		@Override
		public void onJoined(ConnectedClient client, Room room) {
			throw new StackOverflowError();
		}

		@Override
		public void onLeft(ConnectedClient client, String roomId) {
			throw new AssertionError("on purpose");
		}

		@Override
		public void onDisconnected(ConnectedClient client) {
			throw new NoClassDefFoundError("on purpose");
		}

		@Override
		public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
			throw new IllegalStateException("on purpose");
		}

	}

	/** Its transport is slow to report that it was closed. */
	private record StubbornConnection(FakeConnection connection) {

		private StubbornConnection() {
			this(new FakeConnection(Map.of(), (task) -> {
			}));
		}

	}

}
