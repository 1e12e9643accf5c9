package io.dialogue.integration;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.hook.Authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The scenarios that were recorded from the original server, with clients that know
 * nothing of this one. {@link Deviations} says where the decided protocol differs.
 */
class OriginalScenariosTests {

	private static final Deviations DEVIATIONS = new Deviations();

	private final Map<String, TestClient> clients = new LinkedHashMap<>();

	private final Map<String, String> ids = new HashMap<>();

	private final Map<String, CompletableFuture<JsonNode>> acknowledgements = new HashMap<>();

	static List<Named<JsonNode>> scenarios() throws IOException {
		try (InputStream json = OriginalScenariosTests.class.getResourceAsStream("/conformance/original-traces.json")) {
			JsonNode recorded = Json.of(new String(json.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
			return recorded.valueStream().map((scenario) -> Named.of(name(scenario), scenario)).toList();
		}
	}

	@Test
	void all44ScenariosAreThereAndDeviationsReplaceExpectationsOnly() throws IOException {
		Map<String, JsonNode> byName = new HashMap<>();
		scenarios().forEach((scenario) -> byName.put(scenario.getName(), scenario.getPayload()));
		assertThat(byName).hasSize(44);
		DEVIATIONS.all().forEach((name, deviations) -> deviations.forEach((step, deviation) -> {
			assertThat(byName).containsKey(name);
			JsonNode recorded = byName.get(name).path("steps").path(step);
			assertThat(Set.of("send", "connect", "disconnect")).noneMatch(recorded::has);
			assertThat(recorded.isObject()).as("%s, step %d", name, step).isTrue();
			assertThat(deviation.reason()).isNotBlank();
		}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scenarios")
	void scenario(JsonNode scenario) {
		ScenarioHooks hooks = new ScenarioHooks(scenario.path("server").path("hooks").stringValue(""));
		try (TestServer server = start(scenario.path("server"), hooks)) {
			int number = 0;
			for (JsonNode recorded : scenario.path("steps")) {
				for (JsonNode step : DEVIATIONS.decided(name(scenario), number, recorded)) {
					String description = "step " + number + ": " + step;
					try {
						play(server, hooks, recorded, step);
					}
					catch (AssertionError | RuntimeException ex) {
						throw new AssertionError(description + "\n" + ex.getMessage(), ex);
					}
				}
				number++;
			}
			settle();
			this.clients.forEach((name, client) -> client.expectNothing());
			assertThat(hooks.take()).isEmpty();
		}
	}

	private static TestServer start(JsonNode server, ScenarioHooks hooks) {
		TestServer.Builder builder = TestServer.with()
			.properties(properties(server))
			.bean(ScenarioHooks.class, hooks)
			.initialize((context) -> hooks.template(() -> context.getBean(DialogueTemplate.class)));
		if (hooks.authenticates()) {
			builder.bean(Authenticator.class, hooks::authenticate);
		}
		TestServer started = builder.start();
		hooks.started(started.template());
		return started;
	}

	private static Map<String, Object> properties(JsonNode server) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("dialogue.rooms[{id}].name", "Room");
		properties.put("dialogue.rooms[{id}].access.create", "anyone");
		properties.put("dialogue.rooms[{id}].announce", true);
		server.path("rooms").properties().forEach((room) -> room.getValue().properties().forEach((setting) -> {
			if (!setting.getKey().equals("createdById")) {
				String value = setting.getValue().isArray()
						? String.join(",", setting.getValue().valueStream().map(JsonNode::stringValue).toList())
						: setting.getValue().asString();
				properties.put("dialogue.rooms." + room.getKey() + "." + setting.getKey(), value);
			}
		}));
		server.path("events").properties().forEach((event) -> {
			String prefix = "dialogue.events." + event.getKey() + ".";
			JsonNode schema = event.getValue().path("schema");
			properties.put(prefix + "description", "Recorded");
			if (!schema.isNull()) {
				properties.put(prefix + "type", ConformanceEvents.typeOf(schema.toString()).getName());
			}
			event.getValue()
				.path("history")
				.path("limit")
				.asIntOpt()
				.ifPresent((limit) -> properties.put(prefix + "history-limit", limit));
		});
		return properties;
	}

	private void play(TestServer server, ScenarioHooks hooks, JsonNode recorded, JsonNode step) {
		if (step.has("note")) {
			return;
		}
		if (recorded.path("server").stringValue("").equals("action")) {
			perform(server, recorded.path("action").stringValue(), step);
		}
		else if (step.path("server").stringValue("").equals("hooks")) {
			assertCalls(hooks, step.path("calls"), step.path("beside").stringValue(""));
		}
		else {
			play(server, step.path("client").stringValue(), step);
		}
	}

	private void perform(TestServer server, String action, JsonNode step) {
		ScenarioActions actions = new ScenarioActions(server);
		if (!step.has("result")) {
			assertThat(step.has("throws")).isFalse();
			actions.perform(action);
		}
		else if (action.startsWith("[") || action.startsWith("get")) {
			await().untilAsserted(() -> assertThat(Json.value(actions.perform(action))).isEqualTo(step.path("result")));
		}
		else {
			assertThat(Json.value(actions.perform(action))).isEqualTo(step.path("result"));
		}
	}

	/** Calls of the hook that runs beside the others are expected last. */
	private void assertCalls(ScenarioHooks hooks, JsonNode expected, String beside) {
		await().until(() -> hooks.size() >= expected.size());
		settle();
		List<JsonNode> calls = hooks.take()
			.stream()
			.sorted(Comparator.comparing((call) -> call.path("hook").stringValue().equals(beside)))
			.toList();
		assertThat(calls.stream().map((call) -> call.path("hook").stringValue()).toList())
			.isEqualTo(expected.valueStream().map((call) -> call.path("hook").stringValue()).toList());
		for (int i = 0; i < calls.size(); i++) {
			JsonNode call = calls.get(i);
			expected.get(i)
				.properties()
				.forEach((fact) -> assertThat(call.path(fact.getKey())).as("%s of %s", fact.getKey(), call)
					.isEqualTo(fact.getValue()));
		}
	}

	private void play(TestServer server, String name, JsonNode step) {
		TestClient client = this.clients.get(name);
		if (step.has("connect")) {
			JsonNode connect = step.path("connect");
			this.clients.put(name, server.open(connect.path("auth"),
					connect.path("transports").valueStream().map(JsonNode::stringValue).toArray(String[]::new)));
		}
		else if (step.has("send")) {
			send(name, client, step.path("send"));
		}
		else if (step.has("expect")) {
			assertMessage(name, client.next(), step.path("expect"));
		}
		else if (step.has("expectAck")) {
			JsonNode actual = this.acknowledgements.remove(name).join();
			assertMatches(name, step.path("expectAck"), actual, Deviations.additional("ack"));
		}
		else if (step.has("expectNone")) {
			settle();
			client.expectNothing();
		}
		else if (step.has("expectConnectError")) {
			assertMatches(name, step.path("expectConnectError"), client.refusal(), Set.of("data"));
		}
		else if (step.has("disconnect")) {
			client.disconnect();
		}
		else {
			assertThat(client.disconnection()).isEqualTo(step.path("expectDisconnect").path("reason").stringValue());
		}
	}

	private void send(String name, TestClient client, JsonNode send) {
		String event = send.path("event").stringValue();
		List<JsonNode> arguments = send.path("args").valueStream().toList();
		if (send.path("ackRequested").booleanValue(false)) {
			this.acknowledgements.put(name, client.request(event, arguments));
		}
		else {
			client.send(event, arguments);
		}
	}

	private void assertMessage(String name, TestClient.Message message, JsonNode expected) {
		String event = expected.path("event").stringValue();
		assertThat(message).as("nothing came").isNotNull();
		assertThat(message.event()).as("%s", message).isEqualTo(event);
		if (event.equals("dialogue:connected")) {
			this.ids.put(name, message.argument().path("clientId").stringValue());
		}
		assertMatches(name, expected.path("args"), Json.value(message.arguments()), Deviations.additional(event));
	}

	private void assertMatches(String name, JsonNode expected, JsonNode actual, Set<String> additional) {
		JsonNode known = Json.of(Stream.of(expected.toString())
			.map((text) -> text.replace("<id>", this.ids.getOrDefault(name, "<id>")))
			.map((text) -> text.replace("<id of A>", this.ids.getOrDefault("A", "<id of A>")))
			.findFirst()
			.orElseThrow());
		assertThat(Json.matches(known, actual, additional)).as("expected %s, was %s", known, actual).isTrue();
	}

	/** Waits until the server handled all that was sent, and what that led to. */
	private void settle() {
		this.clients.values().forEach(TestClient::roundTrip);
		this.clients.values().forEach(TestClient::roundTrip);
	}

	private static String name(JsonNode scenario) {
		return scenario.path("name").stringValue();
	}

}
