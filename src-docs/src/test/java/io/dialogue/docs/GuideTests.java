package io.dialogue.docs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dialogue.client.DisconnectReason;
import io.dialogue.core.DialogueOperations;
import io.dialogue.error.ErrorCode;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.RoomHooks;
import io.dialogue.hook.SocketHooks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guide's tables against the code.
 */
class GuideTests {

	private static final Path GUIDE = Path.of("src/main/asciidoc");

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

	@ParameterizedTest
	@ValueSource(
			classes = { Authenticator.class, SocketHooks.class, ClientHooks.class, RoomHooks.class, EventHooks.class })
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

	private static String chapter(String name) throws IOException {
		return Files.readString(GUIDE.resolve(name + ".adoc"));
	}

}
