package io.dialogue.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.PropertyNamingStrategies;

import io.dialogue.autoconfigure.app.ChatApplication;
import io.dialogue.autoconfigure.renamed.RenamedApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The contract as a build writes it.
 */
class DialogueContractWriterTests {

	private static final String[] ROOM = { "--dialogue.rooms.chat.name=Chat", "--dialogue.rooms.chat.events=message" };

	@TempDir
	private Path directory;

	@Test
	void writesAllDocuments() throws Exception {
		write(ChatApplication.class);
		assertThat(this.directory).isDirectoryContaining("glob:**/asyncapi.json")
			.isDirectoryContaining("glob:**/schemas.json");
		assertThat(read("types.ts")).contains("export interface Message {", "\"typing\": Typing;",
				"\"chat\": { trigger: \"message\"; receive: \"message\" };");
	}

	@Test
	void renamedFieldChangesTheTypesOfAnApplicationThatDoesNotStart() throws Exception {
		write(ChatApplication.class);
		assertThat(read("types.ts")).contains("  text: string;\n").doesNotContain("content: string");
		write(RenamedApplication.class);
		assertThat(read("types.ts")).contains("  content: string;\n").doesNotContain("text: string");
	}

	@Test
	void sameContractLeavesFilesAlone() throws Exception {
		write(ChatApplication.class);
		FileTime before = FileTime.from(Instant.EPOCH);
		Path types = this.directory.resolve("types.ts");
		String content = read("types.ts");
		Files.setLastModifiedTime(types, before);
		write(ChatApplication.class);
		assertThat(Files.getLastModifiedTime(types)).isEqualTo(before);
		assertThat(read("types.ts")).isEqualTo(content);
	}

	@Test
	void importedConfigurationSaysHowJacksonNamesFields() throws Exception {
		write(ChatApplication.class, "--import=" + SnakeCase.class.getName());
		assertThat(read("types.ts")).contains("sender_id: string;");
	}

	@Test
	void misconfigurationFailsTheBuild() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> write(ChatApplication.class, "--dialogue.rooms.chat.events=mesage"))
			.havingRootCause()
			.withMessageContaining("mesage");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void missingArgumentsAreAskedFor() {
		assertThatIllegalArgumentException().isThrownBy(() -> DialogueContractWriter.main(new String[] { "one" }))
			.withMessageContaining("com.example.ChatApplication target/contract");
	}

	private void write(Class<?> application, String... options) throws IOException, ClassNotFoundException {
		List<String> arguments = new ArrayList<>(List.of(application.getName(), this.directory.toString()));
		arguments.addAll(List.of(ROOM));
		arguments.addAll(List.of(options));
		DialogueContractWriter.main(arguments.toArray(String[]::new));
	}

	private String read(String name) throws IOException {
		return Files.readString(this.directory.resolve(name));
	}

	@Configuration(proxyBeanMethods = false)
	static class SnakeCase {

		@Bean
		JsonMapperBuilderCustomizer snakeCase() {
			return (builder) -> builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
		}

	}

}
