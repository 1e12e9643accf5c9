package io.dialogue.docs;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.autoconfigure.PayloadSchemaFactory;
import io.dialogue.broker.EventBroker;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.core.DialogueOperations;
import io.dialogue.error.ErrorCode;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.RoomAuthorizer;
import io.dialogue.hook.RoomHooks;
import io.dialogue.hook.SocketHooks;
import io.dialogue.membership.MembershipStore;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.pipeline.EventStep;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.revocation.RevocationStore;
import io.dialogue.room.Room;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guide's tables against the code.
 */
class GuideTests {

	private static final Path GUIDE = Path.of("src/main/asciidoc");

	private static final Pattern CODE = Pattern.compile("^\\[source,(?:java|yaml)(?=[,\\]])[^\\n]*\\n----\\n([^\\n]+)",
			Pattern.MULTILINE);

	private static final Pattern INCLUDE = Pattern.compile("^include::([a-z-]+\\.adoc)\\[", Pattern.MULTILINE);

	/** What stands in other files is read by an application that a test starts. */
	@Test
	void codeIsIncluded() throws IOException {
		for (String file : files()) {
			assertThat(CODE.matcher(Files.readString(GUIDE.resolve(file))).results().map((code) -> code.group(1)))
				.as(file)
				.allMatch((code) -> code.startsWith("include::"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void wireProtocolTellsEachErrorCode(ErrorCode code) throws IOException {
		assertThat(chapter("wire-protocol")).contains("|`" + code + "`");
	}

	@ParameterizedTest
	@EnumSource
	void operationTellsEachReason(DisconnectReason reason) throws IOException {
		assertThat(chapter("operations")).contains("`" + reason.text() + "`");
	}

	@Test
	void eachFileIsPartOfTheGuide() throws IOException {
		List<String> included = new ArrayList<>(List.of("index.adoc"));
		for (String file : files()) {
			INCLUDE.matcher(Files.readString(GUIDE.resolve(file)))
				.results()
				.map((it) -> it.group(1))
				.forEach(included::add);
		}
		assertThat(files()).isNotEmpty().isSubsetOf(included);
	}

	@ParameterizedTest
	@ValueSource(classes = { Authenticator.class, SocketHooks.class, ClientHooks.class, RoomHooks.class,
			RoomAuthorizer.class, EventHooks.class })
	void hooksAreAllThere(Class<?> type) throws IOException {
		assertThat(chapter("hooks")).contains("`" + type.getSimpleName() + "`")
			.contains(List.of(type.getDeclaredMethods())
				.stream()
				.map(Method::getName)
				.filter((name) -> !name.equals("supports"))
				.map((name) -> "|`" + name + "(")
				.toList());
	}

	@Test
	void serverApiTellsEachMethodOfTheTemplate() throws IOException {
		assertThat(chapter("server-api")).contains(List.of(DialogueOperations.class.getMethods())
			.stream()
			.map((method) -> "`" + method.getName())
			.toList());
	}

	@ParameterizedTest
	@ValueSource(classes = { ConnectedClient.class, Room.class })
	void serverApiTellsEachMethodOfClientsAndRooms(Class<?> type) throws IOException {
		assertThat(chapter("server-api")).contains(Stream.of(type.getMethods())
			.map((method) -> (type == Room.class) ? "`" + method.getName() + "`" : call(method))
			.toList());
	}

	@Test
	void serverApiTellsEachStepWithItsOrder() throws Exception {
		for (Field constant : EventStep.class.getDeclaredFields()) {
			if (!constant.isSynthetic()) {
				assertThat(chapter("server-api"))
					.contains("|" + constant.getInt(null) + " |`" + constant.getName() + "` |");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { EventBroker.class, MembershipStore.class, RateLimiter.class, RevocationStore.class,
			DialogueMetrics.class, GatewayServer.class, PayloadSchemaFactory.class })
	void serverApiTellsEachPartThatCanBeReplaced(Class<?> type) throws IOException {
		assertThat(chapter("server-api")).contains("\n|`" + type.getSimpleName() + "`\n");
	}

	@Test
	void roomsAndEventsTellEachAttributeOfAnEvent() throws IOException {
		assertThat(chapter("rooms-and-events")).contains("`@TriggerableBy`")
			.contains(Stream.of(DialogueEvent.class.getDeclaredMethods())
				.map((attribute) -> "`" + attribute.getName() + "`")
				.toList());
	}

	private static String call(Method method) {
		return "`" + method.getName() + "("
				+ Stream.of(method.getParameters()).map(Parameter::getName).collect(Collectors.joining(", ")) + ")`";
	}

	private static List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(GUIDE)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private static String chapter(String name) throws IOException {
		return Files.readString(GUIDE.resolve(name + ".adoc"));
	}

}
