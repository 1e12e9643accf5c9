package io.dialogue.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	/** A type of several properties does not tell what each is for. */
	@Test
	void tablesTellWhatIsLimited() throws IOException {
		assertThat(Files.readString(TABLES)).contains("|How often a user may join a room. Not limited by default. ",
				"One of `disconnect`, `drop-oldest`, `conflate`.");
	}

	private String tables() throws IOException {
		StringBuilder text = new StringBuilder("// Generated from the metadata of the build by ")
			.append(getClass().getSimpleName())
			.append("\n");
		Metadata room = source(DialogueProperties.Room.class);
		table(text, "room", room, room.properties());
		Metadata event = source(DialogueProperties.Event.class);
		table(text, "event", event, event.properties());
		Metadata metadata = metadata();
		Map<String, JsonNode> properties = metadata.properties();
		for (String group : GROUPS) {
			Map<String, JsonNode> own = new LinkedHashMap<>();
			properties.forEach((name, property) -> {
				if (group.equals(group(name))) {
					own.put(name, property);
				}
			});
			assertThat(own).as(group).isNotEmpty();
			table(text, group, metadata, own);
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

	private Metadata metadata() throws IOException {
		Metadata metadata = new Metadata(new TreeMap<>(), new TreeMap<>());
		for (URL url : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			if (url.toString().contains("dialogue")) {
				try (InputStream json = url.openStream()) {
					metadata.add(this.mapper.readTree(json));
				}
			}
		}
		return metadata;
	}

	/** The metadata of a type whose properties stand below a key of a map. */
	private Metadata source(Class<?> type) throws IOException {
		String name = "META-INF/spring/configuration-metadata/" + type.getName() + ".json";
		Metadata metadata = new Metadata(new TreeMap<>(), new TreeMap<>());
		try (InputStream json = getClass().getClassLoader().getResourceAsStream(name)) {
			metadata.add(this.mapper.readTree(json));
		}
		return metadata;
	}

	private static void table(StringBuilder text, String tag, Metadata metadata, Map<String, JsonNode> properties) {
		text.append("\n// tag::").append(tag).append("[]\n[%header,cols=\"4,2,5\"]\n|===\n");
		text.append("|Property |Default |What it says\n");
		properties.forEach((name, property) -> {
			assertThat(property.path("description").asString()).as(name).isNotEmpty();
			text.append("\n|`").append(name).append("`\n|");
			text.append(defaultValue(property.path("defaultValue"))).append("\n|");
			text.append(description(metadata.describe(name))).append('\n');
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

	/**
	 * Properties and groups of properties, by name.
	 *
	 * @param properties the properties
	 * @param groups the groups
	 */
	private record Metadata(Map<String, JsonNode> properties, Map<String, JsonNode> groups) {

		private static final Path SOURCES = Path.of("../dialogue-spring-boot-autoconfigure/src/main/java");

		void add(JsonNode json) {
			json.path("properties").forEach((it) -> this.properties.put(it.path("name").asString(), it));
			json.path("groups").forEach((it) -> this.groups.put(it.path("name").asString(), it));
		}

		String describe(String name) {
			JsonNode property = this.properties.get(name);
			return purpose(name) + property.path("description").asString() + values(property.path("type").asString());
		}

		/** Of a property whose type is there several times, what this one is for. */
		private String purpose(String name) {
			JsonNode group = this.groups.get(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
			boolean several = group != null && this.groups.values()
				.stream()
				.filter((it) -> it.path("type").equals(group.path("type")))
				.count() > 1;
			return several ? parameter(group.path("sourceType").asString(), group.path("sourceMethod").asString()) + " "
					: "";
		}

		private static String parameter(String type, String accessor) {
			String name = accessor.replace("()", "");
			try {
				String source = Files
					.readString(SOURCES.resolve(type.replaceFirst("\\$.*", "").replace('.', '/') + ".java"));
				String before = source.substring(0, source.indexOf("record " + type.replaceFirst(".*[.$]", "") + "("));
				String comment = before.substring(before.lastIndexOf("/**"));
				String from = comment.substring(comment.indexOf("@param " + name + " ") + 8 + name.length());
				return from.split("\\* @param|\\*/")[0].replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static String values(String type) {
			Matcher name = Pattern.compile("(?:.*<)?([\\w.$]+)>?").matcher(type);
			try {
				Class<?> values = name.matches() ? Class.forName(name.group(1)) : Object.class;
				return values.isEnum() ? Stream.of(values.getEnumConstants())
					.map((value) -> "`" + ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
					.collect(Collectors.joining(", ", " One of ", ".")) : "";
			}
			catch (ClassNotFoundException ex) {
				return "";
			}
		}

	}

}
