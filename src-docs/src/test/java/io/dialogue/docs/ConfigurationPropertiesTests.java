package io.dialogue.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.autoconfigure.DialogueProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guide's tables of properties against the metadata of the build.
 */
class ConfigurationPropertiesTests {

	private static final Path TABLES = Path.of("src/main/asciidoc/configuration-properties.adoc");

	private static final List<String> GROUPS = List.of("server", "cors", "security", "authentication", "authorization",
			"session", "limits", "rate-limits", "history", "worker", "contract", "client", "management");

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Test
	void tablesAreThoseOfTheMetadata() throws IOException {
		Path fresh = Path.of("target").resolve(TABLES.getFileName());
		Files.writeString(fresh, tables());
		assertThat(TABLES).as("Properties have changed: copy %s over %s", fresh, TABLES).hasSameTextualContentAs(fresh);
	}

	@Test
	void chapterShowsEachTable() throws IOException {
		assertThat(Files.readString(TABLES.resolveSibling("configuration.adoc"))).contains("[tag=room]", "[tag=event]")
			.contains(GROUPS.stream().map((group) -> "[tag=" + group + "]").toList());
	}

	private String tables() throws IOException {
		StringBuilder text = new StringBuilder("// Generated from the metadata of the build by ")
			.append(getClass().getSimpleName())
			.append("\n");
		table(text, "room", source(DialogueProperties.Room.class));
		table(text, "event", source(DialogueProperties.Event.class));
		Map<String, JsonNode> properties = properties();
		for (String group : GROUPS) {
			Map<String, JsonNode> own = new LinkedHashMap<>();
			properties.forEach((name, property) -> {
				if (group.equals(group(name))) {
					own.put(name, property);
				}
			});
			assertThat(own).as(group).isNotEmpty();
			table(text, group, own);
		}
		assertThat(properties.keySet().stream().filter((name) -> !GROUPS.contains(group(name))))
			.as("properties that no table has")
			.containsExactlyInAnyOrder("dialogue.rooms", "dialogue.events", "local.dialogue.port");
		return text.toString();
	}

	private static String group(String property) {
		String[] parts = property.split("\\.");
		return parts[0].equals("management") ? parts[0] : parts[1];
	}

	private Map<String, JsonNode> properties() throws IOException {
		Map<String, JsonNode> properties = new TreeMap<>();
		for (URL url : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			if (url.toString().contains("dialogue")) {
				try (InputStream json = url.openStream()) {
					this.mapper.readTree(json)
						.path("properties")
						.forEach((property) -> properties.put(property.path("name").asString(), property));
				}
			}
		}
		return properties;
	}

	/** The metadata of a type whose properties stand below a key of a map. */
	private Map<String, JsonNode> source(Class<?> type) throws IOException {
		String name = "META-INF/spring/configuration-metadata/" + type.getName() + ".json";
		Map<String, JsonNode> properties = new TreeMap<>();
		try (InputStream json = getClass().getClassLoader().getResourceAsStream(name)) {
			this.mapper.readTree(json)
				.path("properties")
				.forEach((property) -> properties.put(property.path("name").asString(), property));
		}
		return properties;
	}

	private static void table(StringBuilder text, String tag, Map<String, JsonNode> properties) {
		text.append("\n// tag::").append(tag).append("[]\n[%header,cols=\"4,2,5\"]\n|===\n");
		text.append("|Property |Default |What it says\n");
		properties.forEach((name, property) -> {
			assertThat(property.path("description").asString()).as(name).isNotEmpty();
			text.append("\n|`").append(name).append("`\n|");
			text.append(defaultValue(property.path("defaultValue"))).append("\n|");
			text.append(description(property.path("description").asString())).append('\n');
		});
		text.append("|===\n// end::").append(tag).append("[]\n");
	}

	private static String defaultValue(JsonNode value) {
		if (value.isMissingNode()) {
			return "";
		}
		String text = value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
				: value.asString();
		return "`" + text + "`";
	}

	private static String description(String text) {
		return text.replaceAll("\"([^\"]+)\"", "`+$1+`").replaceAll("https://[^ ,]+", "`+$0+`");
	}

}
