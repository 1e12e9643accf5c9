package io.dialogue.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import org.awaitility.Awaitility;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.autoconfigure.app.ChatApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the server sends is what the AsyncAPI document says it sends.
 */
@SpringBootTest(classes = ChatApplication.class, webEnvironment = WebEnvironment.NONE,
		properties = { "dialogue.server.port=0", "dialogue.contract.enabled=true", "dialogue.rooms.chat.name=Chat",
				"dialogue.rooms.chat.events=message,typing", "dialogue.rooms.chat.default-subscriptions=*",
				"dialogue.rooms.chat.sync-history-on-join=10", "dialogue.rooms[{roomId}].name=Own",
				"dialogue.rooms[{roomId}].access.create=anyone", "dialogue.rooms[{roomId}].announce=true" })
class AsyncApiWireTests {

	private static final long TIMEOUT_SECONDS = 30;

	private final Queue<Received> received = new ConcurrentLinkedQueue<>();

	@LocalDialoguePort
	private int port;

	@Autowired
	private ContractDocuments documents;

	private JsonNode document;

	private Socket socket;

	@BeforeEach
	void connect() {
		this.document = JsonMapper.shared().readTree(this.documents.all().get("asyncapi.json"));
		this.socket = IO.socket(URI.create("http://localhost:" + this.port),
				IO.Options.builder().setAuth(Map.of("userId", "ann")).setForceNew(true).build());
		this.socket.onAnyIncoming((args) -> this.received.add(new Received(args[0].toString(), json(args[1]))));
		this.socket.connect();
		await("dialogue:connected");
	}

	@AfterEach
	void close() {
		this.socket.close();
	}

	@Test
	void everyMessageIsAsItIsDescribed() throws Exception {
		assertAcknowledged("join", Map.of("roomId", "chat"), "done");
		Map<String, Object> message = Map.of("text", "Hello", "senderId", "ann");
		assertAcknowledged("trigger",
				Map.of("roomId", "chat", "event", "message", "data", message, "id", "1", "meta", Map.of("a", 1)),
				"triggered");
		assertAcknowledged("trigger", Map.of("roomId", "chat", "event", "message"), "refused");
		assertAcknowledged("getHistory", Map.of("roomId", "nowhere"), "refused");
		send("trigger", Map.of("roomId", "chat", "event", "typing", "data", Map.of("isTyping", true)));
		send("leave", Map.of("roomId", "chat"));
		send("join", Map.of("roomId", "chat"));
		send("getHistory", Map.of("roomId", "chat"));
		send("getHistory", Map.of("roomId", "chat", "eventName", "message"));
		send("createRoom", Map.of("id", "own", "name", "Own", "maxSize", 2));
		send("listRooms", Map.of());
		send("deleteRoom", Map.of("roomId", "own"));
		send("deleteRoom", Map.of("roomId", "own"));
		await("dialogue:error");
		assertThat(names()).contains("dialogue:connected", "dialogue:joined", "dialogue:left", "dialogue:event",
				"dialogue:history", "dialogue:historyResponse", "dialogue:roomCreated", "dialogue:rooms",
				"dialogue:roomDeleted", "dialogue:error");
		assertThat(this.received).allSatisfy(this::assertDescribed);
	}

	@Test
	void otherMessagesAreNotDescribed() {
		assertThat(violations("dialogue.joined", "{}")).isNotEmpty();
		assertThat(violations("dialogue.error", "{\"code\":\"OTHER\",\"message\":\"m\"}")).isNotEmpty();
		assertThat(violations("event.message",
				"{\"event\":\"message\",\"roomId\":\"chat\",\"from\":\"a\",\"timestamp\":1,\"data\":{\"text\":\" \"}}"))
			.isNotEmpty();
	}

	private void assertDescribed(Received message) {
		String key = message.name().equals("dialogue:event") ? "event." + message.payload().path("event").stringValue()
				: message.name().replace(':', '.');
		assertValid(key, message.payload());
	}

	private void assertAcknowledged(String request, Map<String, Object> payload, String message) throws Exception {
		CompletableFuture<JsonNode> acknowledged = new CompletableFuture<>();
		this.socket.emit("dialogue:" + request, new Object[] { new JSONObject(payload) },
				(Ack) (args) -> acknowledged.complete(json(args[0])));
		assertValid("dialogue." + message, acknowledged.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
	}

	private void assertValid(String message, JsonNode payload) {
		assertThat(this.document.at("/components/messages").has(message)).as(message).isTrue();
		assertThat(violations(message, payload.toString())).as("%s: %s", message, payload).isEmpty();
	}

	private List<Error> violations(String message, String payload) {
		ObjectNode schema = JsonNodeFactory.instance.objectNode();
		schema.set("components", this.document.path("components"));
		schema.put("$ref", "#/components/messages/" + message + "/payload");
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(schema)
			.validate(payload, InputFormat.JSON);
	}

	private void send(String request, Map<String, Object> payload) {
		this.socket.emit("dialogue:" + request, new JSONObject(payload));
	}

	private void await(String name) {
		Awaitility.await().atMost(TIMEOUT_SECONDS, TimeUnit.SECONDS).until(() -> names().contains(name));
	}

	private Set<String> names() {
		return this.received.stream().map(Received::name).collect(Collectors.toSet());
	}

	private static JsonNode json(Object value) {
		boolean structured = value instanceof JSONObject || value instanceof JSONArray;
		return structured ? JsonMapper.shared().readTree(value.toString()) : JsonMapper.shared().valueToTree(value);
	}

	/**
	 * A message of the server.
	 */
	private record Received(String name, JsonNode payload) {

	}

}
