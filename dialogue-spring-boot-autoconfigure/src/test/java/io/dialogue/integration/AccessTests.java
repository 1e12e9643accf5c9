package io.dialogue.integration;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.access.AccessAction;
import io.dialogue.client.ClientIdentity;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.RoomAuthorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Rules, families of rooms and limits, as the configuration declares them, over real
 * sockets.
 */
class AccessTests {

	private static final Map<String, Set<String>> AUTHORITIES = new ConcurrentHashMap<>();

	private static final Set<String> BANNED = ConcurrentHashMap.newKeySet();

	private static TestServer server;

	@BeforeAll
	static void start() {
		Authenticator authenticator = (handshake) -> {
			String user = String.valueOf(handshake.auth().get("userId"));
			return AuthenticationResult
				.accept(ClientIdentity.of(user).withAuthorities(AUTHORITIES.getOrDefault(user, Set.of())));
		};
		RoomAuthorizer authorizer = (request) -> CompletableFuture
			.supplyAsync(() -> request.action() != AccessAction.JOIN || !BANNED.contains(request.client().userId()));
		server = TestServer.with()
			.bean(Authenticator.class, authenticator)
			.bean(RoomAuthorizer.class, authorizer)
			.properties("dialogue.authorization.authorities=staff,host", "dialogue.events.note.history-limit=10",
					"dialogue.events.kick.access.trigger=authority:host", "dialogue.rooms.lobby.name=Lobby",
					"dialogue.rooms.lobby.events=*", "dialogue.rooms.lobby.default-subscriptions=*",
					"dialogue.rooms.staff.name=Staff", "dialogue.rooms.staff.events=*",
					"dialogue.rooms.staff.default-subscriptions=*",
					"dialogue.rooms.staff.access.see=authority:staff,authority:host",
					"dialogue.rooms.staff.access.events.note=authority:host",
					"dialogue.rooms[user-{userId}].name=User {userId}", "dialogue.rooms[user-{userId}].events=*",
					"dialogue.rooms[user-{userId}].access.see=user:{userId}",
					"dialogue.rooms[game:{gameId}].name=Game {gameId}", "dialogue.rooms[game:{gameId}].events=*",
					"dialogue.rooms[game:{gameId}].default-subscriptions=*",
					"dialogue.rooms[game:{gameId}].exclusive-group=game",
					"dialogue.rooms[game:{gameId}].access.create=authority:host",
					"dialogue.rooms[game:{gameId}].create-on-join=true", "dialogue.rooms[game:{gameId}].max-size=2",
					"dialogue.rooms[game:{gameId}].idle-ttl=1ms", "dialogue.rooms[game:{gameId}].announce=true",
					"dialogue.rate-limits.user.trigger.permits=20", "dialogue.rate-limits.user.trigger.period=1h",
					"dialogue.rate-limits.disconnect-after.permits=3", "dialogue.limits.connections-per-user=3")
			.start();
	}

	@AfterEach
	void reset() {
		server.closeClients();
		AUTHORITIES.clear();
		BANNED.clear();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@EnumSource
	void hiddenRoomIsNotThere(Transport transport) {
		TestClient client = server.connect(transport, "eve");
		for (String request : new String[] { "join", "trigger", "getHistory", "subscribe", "deleteRoom" }) {
			String payload = "{roomId: 'staff', event: 'note', eventName: 'note'}";
			JsonNode hidden = client.ask("dialogue:" + request, payload);
			JsonNode absent = client.ask("dialogue:" + request, payload.replace("staff", "stuff"));
			assertThat(hidden.toString()).isEqualTo(absent.toString().replace("stuff", "staff"));
			assertThat(hidden.path("code").stringValue()).isEqualTo("ROOM_NOT_FOUND");
		}
		assertThat(client.ask("dialogue:listRooms").toString()).contains("lobby").doesNotContain("staff");
	}

	@Test
	void rulesOfRoomAndEventDecide() {
		AUTHORITIES.put("ann", Set.of("staff"));
		AUTHORITIES.put("hal", Set.of("host"));
		TestClient ann = server.connect("ann").joined("staff");
		TestClient hal = server.connect("hal").joined("staff");
		assertThat(code(ann, "trigger", "{roomId: 'staff', event: 'note'}")).isEqualTo("PERMISSION_DENIED");
		assertThat(code(ann, "trigger", "{roomId: 'staff', event: 'kick'}")).isEqualTo("PERMISSION_DENIED");
		assertThat(code(ann, "trigger", "{roomId: 'staff', event: 'hello'}")).isEmpty();
		assertThat(code(hal, "trigger", "{roomId: 'staff', event: 'note'}")).isEmpty();
	}

	@Test
	void memberIsRemovedWhenTheTokenGrantsLess() {
		AUTHORITIES.put("ann", Set.of("staff"));
		TestClient ann = server.connect("ann").joined("staff").joined("lobby");
		AUTHORITIES.remove("ann");
		assertThat(ann.ask("dialogue:refresh", "{token: 't'}").path("ok").booleanValue()).isTrue();
		JsonNode left = ann.expect("dialogue:left");
		assertThat(left.path("roomId").stringValue()).isEqualTo("staff");
		assertThat(left.path("reason").stringValue()).isEqualTo("not authorized");
		assertThat(server.template().clientRooms("ann").ids()).containsExactly("lobby");
	}

	@Test
	void memberIsRemovedWhenTheAuthorizerChangesItsMind() {
		TestClient ann = server.connect("ann").joined("lobby");
		BANNED.add("ann");
		assertThat(code(ann, "trigger", "{roomId: 'lobby', event: 'hello'}")).isEqualTo("NOT_A_MEMBER");
		assertThat(server.room("lobby").size()).isZero();
		assertThat(code(ann, "join", "{roomId: 'lobby'}")).isEqualTo("JOIN_DENIED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "user-eve", "user-ann:x", "user-{userId}", "user-", "user-ann/x" })
	void roomOfAUserIsOpenToNobodyElse(String room) {
		TestClient ann = server.connect("ann").joined("user-ann");
		assertThat(code(ann, "join", "{roomId: '" + room + "'}")).isIn("ROOM_NOT_FOUND", "INVALID_REQUEST");
		assertThat(code(server.connect("eve"), "join", "{roomId: 'user-ann'}")).isEqualTo("ROOM_NOT_FOUND");
	}

	@Test
	void roomOfAFamilyComesAndGoes() {
		TestClient ann = server.connect("ann").joined("game:1");
		assertThat(server.room("game:1").variables()).isEqualTo(Map.of("gameId", "1"));
		ann.joined("game:2");
		await().until(() -> server.template().room("game:1") == null);
		assertThat(server.template().clientRooms("ann").ids()).containsExactly("game:2");
		assertThat(code(ann, "createRoom", "{id: 'game:3', name: 'Mine'}")).isEqualTo("PERMISSION_DENIED");
		AUTHORITIES.put("hal", Set.of("host"));
		TestClient hal = server.connect("hal");
		JsonNode created = hal.ask("dialogue:createRoom",
				"{id: 'game:3', name: 'Mine', createdById: 'ann', access: {see: 'nobody'}, events: ['x'], maxSize: 2}");
		assertThat(created.path("createdById").stringValue()).isEqualTo("hal");
		assertThat(code(hal, "createRoom", "{id: 'lobby', name: 'Mine'}")).isEqualTo("ROOM_EXISTS");
		assertThat(code(hal, "createRoom", "{id: 'else', name: 'Mine'}")).isEqualTo("PERMISSION_DENIED");
	}

	@Test
	void userIsLimitedOverAllConnectionsAndDisconnectedInTheEnd() {
		TestClient first = server.connect("max").joined("lobby");
		TestClient second = server.connect("max").joined("lobby");
		for (int i = 0; i < 10; i++) {
			assertThat(code(first, "trigger", "{roomId: 'lobby', event: 'hello'}")).isEmpty();
			assertThat(code(second, "trigger", "{roomId: 'lobby', event: 'hello'}")).isEmpty();
		}
		for (int i = 0; i < 3; i++) {
			JsonNode refused = first.ask("dialogue:trigger", "{roomId: 'lobby', event: 'hello'}");
			assertThat(refused.path("code").stringValue()).isEqualTo("RATE_LIMITED");
			assertThat(refused.path("retryAfter").longValue()).isPositive();
		}
		first.send("dialogue:trigger", "{roomId: 'lobby', event: 'hello'}");
		assertThat(first.disconnection()).isEqualTo("io server disconnect");
		assertThat(second.isConnected()).isTrue();
	}

	@Test
	void userHasSoManyConnections() {
		for (int i = 0; i < 3; i++) {
			server.connect("tab");
		}
		TestClient refused = server.open(Transport.WEBSOCKET, "{userId: 'tab'}");
		assertThat(refused.refusal().toString()).contains("RATE_LIMITED");
		server.connect("other");
	}

	/** The code of the refusal, or an empty text. */
	private static String code(TestClient client, String request, String payload) {
		return client.ask("dialogue:" + request, payload).path("code").stringValue("");
	}

}
