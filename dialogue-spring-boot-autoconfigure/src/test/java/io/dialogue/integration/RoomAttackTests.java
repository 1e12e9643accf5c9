package io.dialogue.integration;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.access.AccessAction;
import io.dialogue.client.ClientIdentity;
import io.dialogue.hook.AccessRequest;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.RoomAuthorizer;
import io.dialogue.room.RoomDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Attacks of an authenticated client, Mallory, on rooms that are not hers. Each is
 * refused, and Alice, who is in those rooms, notices nothing.
 */
@Tag("attack")
class RoomAttackTests {

	private static final String MESSAGE = ", event: 'message', data: {text: 'evil'}}";

	private static final Gate GATE = new Gate();

	private static TestServer server;

	private TestClient alice;

	private TestClient mallory;

	@BeforeAll
	static void start() {
		server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=message",
					"dialogue.rooms.chat.server-events=verdict", "dialogue.rooms.chat.default-subscriptions=*",
					"dialogue.rooms.secret.name=Secret", "dialogue.rooms.secret.events=message",
					"dialogue.rooms.secret.default-subscriptions=*", "dialogue.rooms.secret.access.see=user:alice",
					"dialogue.rooms[user-{userId}].name=Inbox", "dialogue.rooms[user-{userId}].events=message",
					"dialogue.rooms[user-{userId}].access.see=user:{userId}", "dialogue.rooms[club-{club}].name=Club",
					"dialogue.rooms[club-{club}].events=message", "dialogue.rooms[club-{club}].announce=true",
					"dialogue.rooms[club-{club}].max-size=10",
					"dialogue.rooms[club-{club}].access.create=authenticated",
					"dialogue.rooms[club-{club}].max-rooms-per-creator=2", "dialogue.rooms[vault-{owner}].name=Vault",
					"dialogue.rooms[vault-{owner}].events=message",
					"dialogue.rooms[vault-{owner}].default-subscriptions=*",
					"dialogue.rooms[vault-{owner}].sync-history-on-join=10",
					"dialogue.rooms[vault-{owner}].access.history=user:{owner}",
					"dialogue.rooms[duel-{number}].name=Duel", "dialogue.rooms[duel-{number}].events=message",
					"dialogue.rooms[duel-{number}].access.join=creator", "dialogue.rooms[lair-{number}].name=Lair",
					"dialogue.rooms[lair-{number}].events=message", "dialogue.rooms[lair-{number}].announce=true",
					"dialogue.rooms[lair-{number}].idle-ttl=0", "dialogue.limits.rooms-per-client=6",
					"dialogue.events.message.type=" + ConformanceEvents.Message.class.getName(),
					"dialogue.events.message.history-limit=50", "dialogue.events.verdict.history-limit=0",
					"dialogue.rate-limits.enabled=false")
			.bean(Authenticator.class, (handshake) -> {
				String token = handshake.token();
				return (token != null)
						? AuthenticationResult.accept(ClientIdentity.of(token).withAuthorities(Set.of("user")))
						: AuthenticationResult.reject("A token is required");
			})
			.bean(RoomAuthorizer.class, GATE)
			.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void connect() {
		this.alice = connect("alice").joined("chat").joined("secret").joined("user-alice");
		this.mallory = connect("mallory");
	}

	@AfterEach
	void aliceNoticedNothing() {
		this.alice.expectNothing();
		server.closeClients();
	}

	private static TestClient connect(String token) {
		TestClient client = server.open(Transport.WEBSOCKET, "{token: '" + token + "'}");
		client.expect("dialogue:connected");
		return client;
	}

	private void refused(String request, String arguments, String code) {
		JsonNode answer = this.mallory.ask(request, arguments);
		assertThat(answer.path("ok").booleanValue()).as("%s", answer).isFalse();
		assertThat(answer.path("code").stringValue()).as("%s", answer).isEqualTo(code);
	}

	/** Works on the original, which asks for no membership. */
	@Test
	void triggerWithoutMembership() {
		refused("dialogue:trigger", "{roomId: 'chat'" + MESSAGE, "NOT_A_MEMBER");
	}

	/** Works on the original, which asks for no membership. */
	@Test
	void historyWithoutMembership() {
		refused("dialogue:getHistory", "{roomId: 'chat'}", "NOT_A_MEMBER");
	}

	/** Works on the original, which asks for no membership. */
	@ParameterizedTest
	@ValueSource(strings = { "{roomId: 'chat', eventName: 'message'}", "{roomId: 'chat', eventName: '*'}" })
	void subscriptionWithoutMembership(String arguments) {
		refused("dialogue:subscribe", arguments, "NOT_A_MEMBER");
		this.alice.ask("dialogue:trigger", "{roomId: 'chat', event: 'message', data: {text: 'hi'}}");
		this.alice.expectEvent("message");
		this.mallory.expectNothing();
	}

	/** Works on the original, where the server's and clients' events are one list. */
	@Test
	void eventThatOnlyTheServerTriggers() {
		this.mallory.joined("chat");
		refused("dialogue:trigger", "{roomId: 'chat', event: 'verdict', data: {guilty: true}}", "EVENT_NOT_ALLOWED");
	}

	/** Works on the original, where anybody joins any room that there is. */
	@Test
	void inboxOfAnotherUser() {
		refused("dialogue:join", "{roomId: 'user-alice'}", "ROOM_NOT_FOUND");
		server.template().to("user-alice").trigger("message", new ConformanceEvents.Message("private")).join();
		this.mallory.expectNothing();
	}

	@ParameterizedTest
	@ValueSource(strings = { "user-{userId}", "user-*", "user-mallory:alice", "user-mallory/alice", "user-%61lice",
			"user-", "user--", "user-alice ", " user-alice", "user-alice\\u0000", "user-alice\\u200b", "user-ALICE",
			"user-mallory,alice", "user-\\u0430lice", "user-mallory-user-alice" })
	void templateVariableInjection(String roomId) {
		JsonNode answer = this.mallory.ask("dialogue:join", "{roomId: '" + roomId + "'}");
		assertThat(answer.path("ok").booleanValue()).as("%s", answer).isFalse();
		assertThat(answer.path("code").stringValue()).isIn("ROOM_NOT_FOUND", "INVALID_REQUEST");
		assertThat(server.template().clientRooms("mallory").ids()).isEmpty();
	}

	/** The original lists all rooms to everybody. */
	@Test
	void enumerationByListing() {
		JsonNode rooms = this.mallory.ask("dialogue:listRooms").path("rooms");
		assertThat(rooms.valueStream().map((room) -> room.path("id").stringValue())).containsExactly("chat");
	}

	static Stream<String> requestsThatNameARoom() {
		return Stream.of("join {roomId: '%s'}", "join {roomId: '%s', since: {epoch: 'e', offset: 0}}",
				"leave {roomId: '%s'}", "subscribe {roomId: '%s', eventName: 'message'}",
				"unsubscribe {roomId: '%s', eventName: 'message'}", "subscribeAll {roomId: '%s'}",
				"trigger {roomId: '%s'" + MESSAGE, "trigger {roomId: '%s', event: 'none'}",
				"trigger {roomId: '%s', event: 'message', id: 'k', data: {text: ''}}", "getHistory {roomId: '%s'}",
				"deleteRoom {roomId: '%s'}");
	}

	/**
	 * What is hidden and what is absent get the same answers, but for the id that the
	 * client sent. The original tells them apart by code.
	 */
	@ParameterizedTest
	@MethodSource("requestsThatNameARoom")
	void enumerationByAnswers(String request) {
		String[] parts = request.split(" ", 2);
		String hidden = this.mallory.ask("dialogue:" + parts[0], parts[1].formatted("secret")).toString();
		String absent = this.mallory.ask("dialogue:" + parts[0], parts[1].formatted("absent")).toString();
		assertThat(hidden.replace("secret", "absent")).isEqualTo(absent);
	}

	@Test
	void enumerationByCreatingWhatIsHidden() {
		String arguments = "{id: '%s', name: 'Mine'}";
		String hidden = this.mallory.ask("dialogue:createRoom", arguments.formatted("secret")).toString();
		String absent = this.mallory.ask("dialogue:createRoom", arguments.formatted("absent")).toString();
		assertThat(hidden.replace("secret", "absent")).isEqualTo(absent);
	}

	/** The original tells everybody of every room. */
	@Test
	void enumerationByAnnouncements() {
		server.template().createRoom("user-bob").join();
		server.template().deleteRoom("user-bob").join();
		this.mallory.expectNothing();
	}

	@Test
	void inboxOfAnotherIsNotTakenBeforeItsOwnerComes() {
		refused("dialogue:createRoom", "{id: 'user-carol', name: 'Mine now'}", "PERMISSION_DENIED");
		refused("dialogue:join", "{roomId: 'user-carol'}", "ROOM_NOT_FOUND");
		assertThat(server.template().room("user-carol")).isNull();
	}

	/** On the original, {@code createdById} is what the client says. */
	@Test
	void massAssignmentThroughCreateRoom() {
		JsonNode answer = this.mallory.ask("dialogue:createRoom",
				"{id: 'club-1', name: 'Club', createdById: 'alice', events: ['*'], serverEvents: [], size: 99,"
						+ " access: {join: ['nobody']}, announce: false, defaultSubscriptions: ['*'],"
						+ " historyOnJoin: 100, idleTtl: 0, label: 'chat', template: 'chat'}");
		assertThat(answer.path("ok").booleanValue()).as("%s", answer).isTrue();
		this.alice.expect("dialogue:roomCreated");
		assertThat(server.room("club-1").createdById()).isEqualTo("mallory");
		assertThat(server.room("club-1").events()).containsExactly("message");
		assertThat(server.room("club-1").defaultSubscriptions()).isEmpty();
		assertThat(server.room("club-1").definition().label()).isEqualTo("club-{club}");
		server.template().deleteRoom("club-1").join();
		this.alice.expect("dialogue:roomDeleted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "11", "2147483647", "2147483648", "1e9", "-1", "0", "'10'" })
	void moreSeatsThanTheTemplateGives(String seats) {
		refused("dialogue:createRoom", "{id: 'club-2', name: 'Club', maxSize: " + seats + "}", "INVALID_REQUEST");
	}

	@Test
	void roomOutsideOfAllTemplates() {
		refused("dialogue:createRoom", "{id: 'free', name: 'Free'}", "PERMISSION_DENIED");
	}

	@Test
	void floodOfRooms() {
		for (int i = 0; i < 2; i++) {
			this.mallory.ask("dialogue:createRoom", "{id: 'club-flood" + i + "', name: 'Flood'}");
			this.alice.expect("dialogue:roomCreated");
		}
		refused("dialogue:createRoom", "{id: 'club-flood2', name: 'Flood'}", "RATE_LIMITED");
		for (int i = 0; i < 2; i++) {
			server.template().deleteRoom("club-flood" + i).join();
			this.alice.expect("dialogue:roomDeleted");
		}
	}

	/** A refused join leaves no room behind, of which all would be told. */
	@Test
	void floodOfRoomsByJoinsThatAreRefused() {
		for (int i = 0; i < 6; i++) {
			this.mallory.joined("lair-" + i);
			this.alice.expect("dialogue:roomCreated");
		}
		for (int i = 6; i < 20; i++) {
			refused("dialogue:join", "{roomId: 'lair-" + i + "'}", "RATE_LIMITED");
			assertThat(server.template().room("lair-" + i)).isNull();
		}
		for (int i = 0; i < 6; i++) {
			server.template().deleteRoom("lair-" + i).join();
			this.alice.expect("dialogue:roomDeleted");
		}
	}

	/** Works on the original for rooms of the configuration, which nobody owns. */
	@Test
	void deletionOfARoomOfTheConfiguration() {
		refused("dialogue:deleteRoom", "{roomId: 'chat'}", "PERMISSION_DENIED");
		assertThat(server.template().room("chat")).isNotNull();
	}

	@Test
	void deletionOfAnothersRoom() {
		this.alice.ask("dialogue:createRoom", "{id: 'club-alice', name: 'Alice'}");
		this.alice.expect("dialogue:roomCreated");
		refused("dialogue:deleteRoom", "{roomId: 'club-alice', createdById: 'mallory'}", "PERMISSION_DENIED");
		this.alice.ask("dialogue:deleteRoom", "{roomId: 'club-alice'}");
		this.alice.expect("dialogue:roomDeleted");
	}

	/** Mallory may delete what she creates; so she asks just before Alice creates it. */
	@Test
	void deletionOfARoomThatIsCreatedWhileOnesRequestIsAuthorised() {
		this.mallory.joined("duel-2");
		GATE.hold();
		CompletableFuture<JsonNode> deletion = request("dialogue:deleteRoom", "{roomId: 'duel-2'}");
		GATE.awaitReached();
		assertThat(connect("mallory").ask("dialogue:deleteRoom", "{roomId: 'duel-2'}").path("ok").booleanValue())
			.isTrue();
		this.alice.joined("duel-2");
		GATE.open();
		assertThat(deletion).succeedsWithin(Gate.PATIENCE)
			.extracting((answer) -> answer.path("code").stringValue(""))
			.isEqualTo("ROOM_NOT_FOUND");
		assertThat(server.room("duel-2").createdById()).isEqualTo("alice");
	}

	@Test
	void recoveryOfARoomThatIsNotOnesOwn() {
		server.template().to("user-alice").trigger("message", new ConformanceEvents.Message("private")).join();
		String epoch = this.alice.ask("dialogue:join", "{roomId: 'user-alice'}").path("epoch").stringValue();
		refused("dialogue:join",
				"{roomId: 'user-alice', since: {epoch: '" + epoch + "', offset: 0}," + " subscriptions: ['*']}",
				"ROOM_NOT_FOUND");
		this.mallory.expectNothing();
	}

	/** Mallory may join what she creates; so she asks just before Alice creates it. */
	@Test
	void roomThatIsCreatedWhileOnesJoinIsAuthorised() {
		GATE.hold();
		CompletableFuture<JsonNode> join = request("dialogue:join", "{roomId: 'duel-1'}");
		GATE.awaitReached();
		this.alice.joined("duel-1");
		GATE.open();
		assertThat(join).succeedsWithin(Gate.PATIENCE)
			.extracting((answer) -> answer.path("code").stringValue(""))
			.isEqualTo("JOIN_DENIED");
		assertThat(server.room("duel-1").size()).isEqualTo(1);
	}

	private CompletableFuture<JsonNode> request(String request, String arguments) {
		return this.mallory.request(request, List.of(Json.of(arguments)));
	}

	/** Whoever may join may not read for that what was said before. */
	@Test
	void historyOfARoomThroughJoiningAndRecovering() {
		this.alice.joined("vault-alice");
		this.alice.ask("dialogue:trigger", "{roomId: 'vault-alice', event: 'message', data: {text: 'private'}}");
		this.alice.expectEvent("message");
		String epoch = this.mallory.ask("dialogue:join", "{roomId: 'vault-alice'}").path("epoch").stringValue();
		JsonNode again = this.mallory.ask("dialogue:join",
				"{roomId: 'vault-alice', since: {epoch: '" + epoch + "', offset: 0}, subscriptions: ['*']}");
		assertThat(again.path("recovered").booleanValue(true)).as("%s", again).isFalse();
		refused("dialogue:getHistory", "{roomId: 'vault-alice'}", "PERMISSION_DENIED");
		this.mallory.expectNothing();
	}

	/** One user's key must not silence another's event, nor tell what it was. */
	@Test
	void idempotencyKeyOfAnotherUser() {
		this.mallory.joined("chat");
		String trigger = "{roomId: 'chat', event: 'message', data: {text: '%s'}, id: 'payment-1'}";
		JsonNode first = this.mallory.ask("dialogue:trigger", trigger.formatted("evil"));
		this.alice.expectEvent("message");
		JsonNode second = this.alice.ask("dialogue:trigger", trigger.formatted("good"));
		assertThat(second.path("offset").longValue()).isEqualTo(first.path("offset").longValue() + 1);
		assertThat(this.alice.expectEvent("message").path("text").stringValue()).isEqualTo("good");
	}

	@Test
	void idempotencyKeyThatSpellsAnotherUsers() {
		this.mallory.joined("chat");
		for (String key : List.of("alice:k", "alice\\u0000k", "alice k", "mallory", "")) {
			JsonNode answer = this.mallory.ask("dialogue:trigger",
					"{roomId: 'chat', event: 'message', data: {text: 'x'}, id: '" + key + "'}");
			if (answer.path("ok").booleanValue()) {
				this.alice.expectEvent("message");
			}
		}
		this.alice.ask("dialogue:trigger", "{roomId: 'chat', event: 'message', data: {text: 'good'}, id: 'k'}");
		assertThat(this.alice.expectEvent("message").path("text").stringValue()).isEqualTo("good");
	}

	/** Works on the original, where the envelope's sender is a field of the request. */
	@Test
	void senderInTheRequest() {
		this.mallory.joined("chat");
		this.mallory.ask("dialogue:trigger", "{roomId: 'chat', event: 'message', data: {text: 'x'}, from: 'alice',"
				+ " userId: 'alice', clientId: 'alice', timestamp: 1, offset: 1, meta: {from: 'alice'}}");
		JsonNode envelope = this.alice.expect("dialogue:event");
		assertThat(envelope.path("from").stringValue()).isEqualTo("mallory");
		assertThat(envelope.path("timestamp").longValue()).isGreaterThan(1_000_000_000_000L);
	}

	/** The messages of the server are no requests. */
	@ParameterizedTest
	@ValueSource(strings = { "dialogue:event", "dialogue:joined", "dialogue:roomDeleted", "dialogue:connected",
			"dialogue:draining", "dialogue:request", "dialogue:__proto__", "error" })
	void messageOfTheServer(String name) {
		this.mallory.send(name, "{roomId: 'chat', event: 'message', data: {text: 'evil'}, from: 'system'}");
		this.mallory.roundTrip();
		assertThat(server.room("chat").size()).isEqualTo(1);
	}

	/** Holds one answer about rooms of duels back until it is opened. */
	private static final class Gate implements RoomAuthorizer {

		private static final Duration PATIENCE = Duration.ofSeconds(10);

		private final AtomicReference<@Nullable CompletableFuture<@Nullable Boolean>> next = new AtomicReference<>();

		private volatile CompletableFuture<@Nullable Boolean> held = new CompletableFuture<>();

		void hold() {
			this.held = new CompletableFuture<>();
			this.next.set(this.held);
		}

		void awaitReached() {
			await().atMost(PATIENCE).until(() -> this.next.get() == null);
		}

		void open() {
			this.held.complete(true);
		}

		@Override
		public boolean supports(AccessAction action, RoomDefinition room) {
			return room.id().startsWith("duel-") && action != AccessAction.SEE;
		}

		@Override
		public CompletionStage<@Nullable Boolean> authorize(AccessRequest request) {
			CompletableFuture<@Nullable Boolean> answer = this.next.getAndSet(null);
			return (answer != null) ? answer : CompletableFuture.completedStage(true);
		}

	}

}
