package io.dialogue.autoconfigure;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.DialogueListener;
import io.dialogue.annotation.History;
import io.dialogue.annotation.Overflow;
import io.dialogue.autoconfigure.app.ChatApplication;
import io.dialogue.autoconfigure.app.Message;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application is told that cannot start as it is configured.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFailureTests {

	static Stream<Arguments> misconfigurations() {
		return Stream.of(
				Arguments.of("unknown event", """
						dialogue.rooms.chat:
						  name: Chat
						  events: [mesage]
						""", "Room 'chat' lists event 'mesage', which nothing declares.",
						"Correct dialogue.rooms.chat.events (did you mean 'message'?), "
								+ "or annotate a record with @DialogueEvent(\"mesage\")."),
				Arguments.of("nothing that authenticates", """
						dialogue.security.require-authentication: true
						""", "dialogue.security.require-authentication is true, but nothing authenticates clients.",
						"Define a JwtDecoder, add Spring Security with Spring Session or WebFlux, "
								+ "or define a bean of type io.dialogue.hook.Authenticator."),
				Arguments.of("no revocations", """
						dialogue.security.max-revocations: 0
						""", "dialogue.security.max-revocations is 0, which is out of range.",
						"Set it to 1 or more, or remove it to get the default."),
				Arguments.of("unknown event without a near one", """
						dialogue.rooms.chat:
						  name: Chat
						  events: [applause]
						""", "Room 'chat' lists event 'applause', which nothing declares.",
						"Correct dialogue.rooms.chat.events, or annotate a record with @DialogueEvent(\"applause\")."),
				Arguments.of("unknown server event", """
						dialogue.rooms.chat:
						  name: Chat
						  server-events: [typin]
						""", "Room 'chat' lists event 'typin', which nothing declares.",
						"Correct dialogue.rooms.chat.server-events (did you mean 'typing'?), "
								+ "or annotate a record with @DialogueEvent(\"typin\")."),
				Arguments.of("unknown event of a family", """
						dialogue.rooms:
						  "[game-{id}]":
						    name: Game
						    events: [mesage]
						""", "Room 'game-{id}' lists event 'mesage', which nothing declares.",
						"Correct dialogue.rooms[game-{id}].events (did you mean 'message'?), "
								+ "or annotate a record with @DialogueEvent(\"mesage\")."),
				Arguments.of("families that overlap", """
						dialogue.rooms:
						  "[game-{id}]":
						    name: Game
						  "[game-{id}-{round}]":
						    name: Round
						""", "Rooms 'game-{id}' and 'game-{id}-{round}' overlap: there are ids that match both.",
						"Give one of them another beginning, or separate its variables by ':', which no variable "
								+ "stands for."),
				Arguments.of("pattern that cannot be read", """
						dialogue.rooms:
						  "[game-{id}{round}]":
						    name: Game
						""",
						"'game-{id}{round}' cannot be the ids of rooms: 'game-{id}{round}' has two variables without "
								+ "a character between them.",
						"Change dialogue.rooms[game-{id}{round}]: write it like \"[game-{gameId}]\", with letters and "
								+ "digits in the names of variables."),
				Arguments.of("rule that is none", """
						dialogue.rooms.chat:
						  name: Chat
						  access.join: everyone
						""", "dialogue.rooms.chat.access.join is no rule: 'everyone' is no rule of access.",
						"Use anyone, authenticated, creator, authority:X, user:X, user:{variable}, several of them, "
								+ "or nobody."),
				Arguments.of("empty rule", """
						dialogue.rooms.chat:
						  name: Chat
						  access.join: []
						""",
						"dialogue.rooms.chat.access.join is no rule: A rule of access needs a word, such as 'anyone'.",
						"Use anyone, authenticated, creator, authority:X, user:X, user:{variable}, several of them, "
								+ "or nobody."),
				Arguments.of("unknown authority", """
						dialogue:
						  authorization.authorities: [admin, moderator]
						  rooms.chat:
						    name: Chat
						    access.join: [authority:moderater, creator]
						""",
						"dialogue.rooms.chat.access.join names authority 'moderater', which is not among those that "
								+ "are declared.",
						"Correct it (did you mean 'moderator'?), or add it to dialogue.authorization.authorities."),
				Arguments.of("unknown authority of an event", """
						dialogue:
						  authorization.authorities: [admin]
						  events.ban.access.trigger: authority:boss
						""",
						"dialogue.events.ban.access.trigger names authority 'boss', which is not among those that "
								+ "are declared.",
						"Correct it, or add it to dialogue.authorization.authorities."),
				Arguments.of("unknown variable", """
						dialogue.rooms:
						  "[user-{userId}]":
						    name: User
						    access.see: user:{userid}
						""",
						"dialogue.rooms[user-{userId}].access.see names variable 'userid', which the room's id does "
								+ "not have.",
						"Correct it (did you mean 'userId'?): the id has userId."),
				Arguments.of("rule for an unknown event", """
						dialogue.rooms.chat:
						  name: Chat
						  access.events.mesage: creator
						""", "An access rule of room 'chat' lists event 'mesage', which nothing declares.",
						"Correct dialogue.rooms.chat.access.events (did you mean 'message'?), "
								+ "or annotate a record with @DialogueEvent(\"mesage\")."),
				Arguments.of("family's property of a room", """
						dialogue.rooms.chat:
						  name: Chat
						  max-rooms: 5
						""", "Room 'chat' has max-rooms, which is for families of rooms.",
						"Remove dialogue.rooms.chat.max-rooms: the room is there from the start and is not deleted by "
								+ "clients. (A family has an id with variables, as in \"[chat-{number}]\".)"),
				Arguments.of("family without rooms", """
						dialogue.rooms:
						  "[game-{id}]":
						    name: Game
						    max-rooms: 0
						""", "dialogue.rooms[game-{id}].max-rooms is 0, which is out of range.",
						"Set it to 1 or more, or remove it to get the default."),
				Arguments.of("subscription to what the room lacks", """
						dialogue.rooms.chat:
						  name: Chat
						  events: [message]
						  default-subscriptions: [typing]
						""", "Room 'chat' subscribes its members to event 'typing', which it does not have.",
						"Correct dialogue.rooms.chat.default-subscriptions, or add the event to "
								+ "dialogue.rooms.chat.events (dialogue.rooms.chat.server-events if only the server "
								+ "triggers it)."),
				Arguments.of("room without name", """
						dialogue.rooms.chat.events: [message]
						""", "Room 'chat' has no name.",
						"Set dialogue.rooms.chat.name. (If the id was to have a dot, write it in brackets, "
								+ "as in \"[chat.one]\".)"),
				Arguments.of("bad room id", """
						dialogue.rooms:
						  "[the chat]":
						    name: Chat
						""", "'the chat' cannot be the id of a room.",
						"Change dialogue.rooms[the chat]: an id has letters, digits, '-', ':', '.', '_' and '@', "
								+ "at most 128 of them."),
				Arguments.of("two rooms with one id", """
						dialogue.rooms:
						  chat:
						    name: Chat
						  talk:
						    id: chat
						    name: Talk
						""", "Room 'chat' is declared twice.",
						"Give dialogue.rooms.talk.id another value, or remove one of the rooms."),
				Arguments.of("key that is stripped", """
						dialogue.rooms:
						  game:lobby:
						    name: Lobby
						""",
						"The key 'game:lobby' under dialogue.rooms would be read as 'gamelobby': "
								+ "Spring Boot drops all but letters, digits, '-' and '_' from plain keys.",
						"Write the key in brackets: \"[game:lobby]\" in YAML, dialogue.rooms[game:lobby] in a "
								+ "properties file."),
				Arguments.of("room without seats", """
						dialogue.rooms.chat:
						  name: Chat
						  max-size: 0
						""", "Room 'chat' has 0 seats.",
						"Set dialogue.rooms.chat.max-size to 1 or more, or remove it for a room without limit."),
				Arguments.of("negative history on join", """
						dialogue.rooms.chat:
						  name: Chat
						  sync-history-on-join: -1
						""", "Room 'chat' sends -1 events of history on join.",
						"Set dialogue.rooms.chat.sync-history-on-join to true for all that is kept, to false, "
								+ "or to a number from 0."),
				Arguments.of("bad event name", """
						dialogue.events:
						  "[chat message]":
						    description: Spaces
						""", "'chat message' cannot be the name of an event.",
						"Rename dialogue.events[chat message]: a name has letters, digits, '-', ':', '.' and '_', "
								+ "at most 64 of them."),
				Arguments.of("negative history", """
						dialogue.events.alert.history-limit: -5
						""", "The history limit of event 'alert' is -5.",
						"Set dialogue.events.alert.history-limit to 0 to keep none, or to the number of events to "
								+ "keep."),
				Arguments.of("kept event that may be dropped", """
						dialogue.events.alert:
						  history-limit: 5
						  overflow: drop-oldest
						""",
						"Event 'alert' is kept in history, and may be dropped for slow clients: history would not be "
								+ "what they saw.",
						"Remove dialogue.events.alert.history-limit or dialogue.events.alert.overflow."),
				Arguments.of("conflation key of an event that is not conflated", """
						dialogue.events.alert:
						  overflow: drop-oldest
						  conflation-key: id
						""", "Event 'alert' has a conflation key, but is not conflated.",
						"Set dialogue.events.alert.overflow to conflate, or remove "
								+ "dialogue.events.alert.conflation-key."),
				Arguments.of("shared port without a web server", """
						dialogue.server.mode: shared
						""", "dialogue.server.mode is shared, but this application has no web server on Reactor Netty.",
						"Set dialogue.server.mode to auto or standalone, or use WebFlux on Reactor Netty "
								+ "(spring.main.web-application-type is reactive where Spring MVC is there, too)."),
				Arguments.of("unknown SSL bundle", """
						dialogue.server.ssl.bundle: sever
						""", "dialogue.server.ssl.bundle names SSL bundle 'sever', which nothing declares.",
						"Correct it, or declare spring.ssl.bundle.pem.sever or spring.ssl.bundle.jks.sever."),
				Arguments.of("event declared by a record and in YAML", """
						dialogue.events.message.history-limit: 5
						""",
						"Event 'message' is declared twice: by io.dialogue.autoconfigure.app.Message and by "
								+ "dialogue.events.message.",
						"Remove one of them, or give it another name."),
				Arguments.of("type and schema", """
						dialogue.events.alert:
						  type: java.util.Map
						  schema: classpath:alert.json
						""", "Event 'alert' has both a type and a schema.",
						"Remove dialogue.events.alert.type or dialogue.events.alert.schema: one of them says what "
								+ "a payload is."),
				Arguments.of("unknown class", """
						dialogue.events.alert.type: com.example.Alert
						""", "dialogue.events.alert.type names class 'com.example.Alert', which cannot be loaded.",
						"Correct the name (a nested class has '$' before its own name, as in "
								+ "com.example.Chat$Message), or add the class to the class path."),
				Arguments.of("schema that is missing", """
						dialogue.events.alert.schema: classpath:schemas/missing.json
						""",
						"dialogue.events.alert.schema names 'classpath:schemas/missing.json', which does not exist.",
						"Correct the location, as in classpath:schemas/alert.json, or add the file."),
				Arguments.of("schema that is no JSON", """
						dialogue.events.alert.schema: classpath:schemas/broken.json
						""",
						"dialogue.events.alert.schema names 'classpath:schemas/broken.json', which is no JSON Schema: "
								+ "it is not JSON: Unexpected end-of-input",
						"Correct the file; https://json-schema.org describes the format."),
				Arguments.of("schema that is no schema", """
						dialogue.events.alert.schema: classpath:schemas/no-schema.json
						""",
						"dialogue.events.alert.schema names 'classpath:schemas/no-schema.json', which is no JSON "
								+ "Schema: /type: ",
						"Correct the file; https://json-schema.org describes the format."),
				Arguments.of("all origins with credentials", """
						dialogue.cors:
						  allowed-origins: "*"
						  allow-credentials: true
						""",
						"All origins are allowed together with credentials: any web page could act as its visitor.",
						"List the origins in dialogue.cors.allowed-origins instead of '*', or set "
								+ "dialogue.cors.allow-credentials to false."),
				Arguments.of("origin with a path", """
						dialogue.cors.allowed-origins: https://example.org/chat
						""",
						"dialogue.cors.allowed-origins is not valid: 'https://example.org/chat' is no origin: it takes "
								+ "a scheme, a host and perhaps a port, as in https://example.org.",
						"List origins as browsers send them, without a path or a slash at the end, or '*' for all."),
				Arguments.of("path without slash", """
						dialogue.server.path: chat
						""", "The path 'chat' does not begin with a slash and a name.",
						"Set dialogue.server.path to '/chat', for example."),
				Arguments.of("port out of range", """
						dialogue.server.port: 70000
						""", "dialogue.server.port is 70000, which is out of range.",
						"Set it to a number from 0 to 65535, or remove it to get the default."),
				Arguments.of("limit out of range", """
						dialogue.limits.rooms-per-client: 0
						""", "dialogue.limits.rooms-per-client is 0, which is out of range.",
						"Set it to 1 or more, or remove it to get the default."),
				Arguments.of("size out of range", """
						dialogue.limits.payload: 4GB
						""", "dialogue.limits.payload is 4294967296B, which is out of range.",
						"Set it to a size from 1B to 2047MB, or remove it to get the default."),
				Arguments.of("timeout out of range", """
						dialogue.authentication.timeout: 0s
						""", "dialogue.authentication.timeout is PT0S, which is out of range.",
						"Set it to a duration of a millisecond or more, such as 10s, or remove it to get the default."),
				Arguments.of("more rooms than there may be", """
						dialogue:
						  limits.rooms: 1
						  rooms:
						    one.name: One
						    two.name: Two
						""", "2 rooms are declared, while dialogue.limits.rooms is 1.",
						"Set dialogue.limits.rooms to 2 or more, or declare fewer rooms."),
				Arguments.of("rate limit without permits", """
						dialogue.rate-limits.trigger.permits: 0
						""", "dialogue.rate-limits.trigger.permits is 0, so that clients could do nothing at all.",
						"Set it to 1 or more. (To limit nothing, set dialogue.rate-limits.enabled to false.)"),
				Arguments.of("rate limit of a room without period", """
						dialogue.rooms.chat:
						  name: Chat
						  rate-limits.history.period: -1s
						""", "dialogue.rooms.chat.rate-limits.history.period is PT-1S, which is out of range.",
						"Set it to a duration of a millisecond or more, such as 10s, or remove it to get the default."));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("misconfigurations")
	void misconfigurationIsExplained(String kind, String yaml, String description, String action) {
		assertFailure(TestContexts.withYaml(yaml), description, action);
	}

	@Test
	void twoRecordsOfOneName() {
		assertFailure(
				TestContexts.withoutEvents()
					.withBean(DialogueEventTypes.class, () -> DialogueEventTypes.of(Message.class, OtherMessage.class)),
				"Event 'message' is declared twice: by io.dialogue.autoconfigure.app.Message and by "
						+ OtherMessage.class.getName() + ".",
				"Remove one of them, or give it another name.");
	}

	@Test
	void recordWithoutName() {
		assertFailure(withType(Nameless.class), Nameless.class.getName() + " declares no valid event: Event name ''",
				"Correct its annotation, as in @DialogueEvent(\"chat-message\").");
	}

	@Test
	void recordWithNegativeHistory() {
		assertFailure(withType(Forgetful.class),
				Forgetful.class.getName()
						+ " declares no valid event: The history limit of event 'forgetful' must not be negative.",
				"Correct its annotation, as in @DialogueEvent(\"chat-message\").");
	}

	@Test
	void recordThatJacksonCannotRead() {
		assertFailure(withType(Unreadable.class),
				"Jackson cannot read " + Unreadable.class.getName() + ", the payload of event 'unreadable': "
						+ Shape.class.getName() + " is abstract, and nothing says what to instantiate.",
				"Make it a record, or a class with a constructor that Jackson can use, of types that Jackson knows; "
						+ "or register a deserializer.");
	}

	@Test
	void classWithoutConstructorThatJacksonCanUse() {
		assertFailure(withType(Unconstructable.class),
				"Jackson cannot read " + Unconstructable.class.getName() + ", the payload of event 'unreadable': "
						+ Unconstructable.class.getName() + " has no constructor that takes its fields, or nothing.",
				"Make it a record, or a class with a constructor that Jackson can use, of types that Jackson knows; "
						+ "or register a deserializer.");
	}

	@Test
	void schemaWithoutValidator() {
		assertFailure(
				TestContexts.withEvents()
					.withClassLoader(new FilteredClassLoader("com.networknt"))
					.withPropertyValues("dialogue.events.alert.schema=classpath:schemas/alert.json"),
				"dialogue.events.alert.schema names a JSON Schema, but there is no validator for it.",
				"Add the dependency com.networknt:json-schema-validator, or define a bean of type "
						+ "PayloadSchemaFactory.");
	}

	@Test
	void twoAuthenticators() {
		Authenticator authenticator = (handshake) -> AuthenticationResult.accept("ann");
		assertFailure(
				TestContexts.withEvents()
					.withBean("tokens", Authenticator.class, () -> authenticator)
					.withBean("cookies", Authenticator.class, () -> authenticator),
				"There are 2 authenticators, while one decides who a client is: 'tokens', 'cookies'.",
				"Remove all but one, mark one as @Primary, or let one bean ask the others.");
	}

	@Test
	void portInUse() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
			assertFailure(TestContexts.withEvents().withPropertyValues("dialogue.server.port=" + other.getLocalPort()),
					"Dialogue could not start: port " + other.getLocalPort() + " is already in use.",
					"Stop what listens on port " + other.getLocalPort()
							+ ", or set dialogue.server.port to another port (0 for any that is free).");
		}
	}

	@Test
	void typeOfAnEventThatIsKeptAndMayBeDropped() {
		assertFailure(withType(KeptAndDropped.class),
				KeptAndDropped.class.getName() + " declares no valid event: Event 'droppable' is kept in history, "
						+ "so that it must not be dropped.",
				"Correct its annotation, as in @DialogueEvent(\"chat-message\").");
	}

	@Test
	void listenerWithTwoParameters() {
		assertFailure(withListener(new TwoParameters()),
				"@DialogueListener method ConfigurationFailureTests.TwoParameters.hear has 2 parameters.",
				"Give it one: an EventMessage<T>, or the payload itself; and perhaps a Principal.");
	}

	@Test
	void listenerToAnUndeclaredEvent() {
		assertFailure(withListener(new UndeclaredEvent()),
				"@DialogueListener method ConfigurationFailureTests.UndeclaredEvent.hear listens to event 'typng', "
						+ "which nothing declares.",
				"Correct the event (did you mean 'typing'?), or annotate a record with @DialogueEvent(\"typng\").");
	}

	@Test
	void listenerToAnUndeclaredRoom() {
		assertFailure(withListener(new UndeclaredRoom()).withPropertyValues("dialogue.rooms.chat.name=Chat"),
				"@DialogueListener method ConfigurationFailureTests.UndeclaredRoom.hear listens to room 'chatt', "
						+ "which the configuration does not declare.",
				"Correct the room (did you mean 'chat'?), or declare dialogue.rooms.chatt. For a room that is created "
						+ "at run time, call DialogueTemplate.on(...).");
	}

	@Test
	void listenerToNoEvent() {
		assertFailure(withListener(new NoEvent()),
				"@DialogueListener method ConfigurationFailureTests.NoEvent.hear takes java.lang.String, which is the "
						+ "payload of no event.",
				"Annotate String with @DialogueEvent, name the event as in @DialogueListener(event = "
						+ "\"chat-message\"), or take an EventMessage<T>.");
	}

	@Test
	void listenerToAnotherPayload() {
		assertFailure(withListener(new OtherPayload()),
				"@DialogueListener method ConfigurationFailureTests.OtherPayload.hear takes "
						+ "io.dialogue.autoconfigure.app.Message, while event 'typing' carries "
						+ "io.dialogue.autoconfigure.app.Typing.",
				"Take Typing or EventMessage<Typing>.");
	}

	@Test
	void applicationPrintsBoth(CapturedOutput output) {
		SpringApplication application = new SpringApplication(ChatApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(
				() -> application.run("--dialogue.rooms.chat.name=Chat", "--dialogue.rooms.chat.events=mesage"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Room 'chat' lists event 'mesage', which nothing declares.")
			.contains("Correct dialogue.rooms.chat.events (did you mean 'message'?)");
	}

	private static ApplicationContextRunner withType(Class<?> type) {
		return TestContexts.withoutEvents()
			.withBean(DialogueEventTypes.class, () -> DialogueEventTypes.of(Message.class, type));
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextRunner withListener(Object listener) {
		return TestContexts.withEvents().withBean((Class<Object>) listener.getClass(), () -> listener);
	}

	private static void assertFailure(ApplicationContextRunner runner, String description, String action) {
		runner.run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).startsWith(description);
			assertThat(analysis.getAction()).isEqualTo(action);
		});
	}

	private static FailureAnalysis analyze(Throwable failure) {
		List<FailureAnalyzer> analyzers = List.of(new DialogueConfigurationFailureAnalyzer(),
				new PortInUseFailureAnalyzer());
		return analyzers.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No analysis", failure));
	}

	@DialogueEvent("message")
	record OtherMessage(String text) {

	}

	@DialogueEvent
	record Nameless(String text) {

	}

	@DialogueEvent(name = "droppable", history = @History(limit = 5), overflow = Overflow.DROP_OLDEST)
	record KeptAndDropped(String text) {

	}

	@DialogueEvent(name = "forgetful", history = @History(limit = -1))
	record Forgetful(String text) {

	}

	interface Shape {

	}

	@DialogueEvent("unreadable")
	record Unreadable(String name, List<Shape> shapes) {

	}

	@DialogueEvent("unreadable")
	static final class Unconstructable {

		private final String text;

		Unconstructable(String text, int dropped) {
			this.text = text;
		}

		public String getText() {
			return this.text;
		}

	}

	static class TwoParameters {

		@DialogueListener
		void hear(Message message, String room) {
		}

	}

	static class UndeclaredEvent {

		@DialogueListener(event = "typng")
		void hear(EventMessage<?> message) {
		}

	}

	static class UndeclaredRoom {

		@DialogueListener(room = "chatt")
		void hear(Message message) {
		}

	}

	static class NoEvent {

		@DialogueListener
		void hear(String text) {
		}

	}

	static class OtherPayload {

		@DialogueListener(event = "typing")
		void hear(Message message) {
		}

	}

}
